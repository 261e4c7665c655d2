import AccessModel
import Diagnostics
import Lifecycle
import Testing

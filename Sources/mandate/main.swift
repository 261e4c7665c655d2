import Glibc
import MandateCLI

exit(Program.run(.ofProcess()))

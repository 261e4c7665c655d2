import Diagnostics

extension DiagnosticCode {
  static let durationMalformed = DiagnosticCode("durationMalformed", "", "")
  static let emailMalformed = DiagnosticCode("emailMalformed", "", "")
  static let endpointIDMalformed = DiagnosticCode("endpointIDMalformed", "", "")
  static let endpointMethodUnknown = DiagnosticCode("endpointMethodUnknown", "", "")
  static let endpointPathMalformed = DiagnosticCode("endpointPathMalformed", "", "")
  static let leiCheckDigits = DiagnosticCode("leiCheckDigits", "", "")
  static let leiMalformed = DiagnosticCode("leiMalformed", "", "")
  static let nameMalformed = DiagnosticCode("nameMalformed", "", "")
  static let regionMalformed = DiagnosticCode("regionMalformed", "", "")
  static let sha256Malformed = DiagnosticCode("sha256Malformed", "", "")
  static let textEmpty = DiagnosticCode("textEmpty", "", "")
  static let textNotDisplayable = DiagnosticCode("textNotDisplayable", "", "")
  static let textNotNormalized = DiagnosticCode("textNotNormalized", "", "")
  static let textTooLong = DiagnosticCode("textTooLong", "", "")
  static let timeMalformed = DiagnosticCode("timeMalformed", "", "")
  static let timeNotInstant = DiagnosticCode("timeNotInstant", "", "")
  static let timeOutOfRange = DiagnosticCode("timeOutOfRange", "", "")
}

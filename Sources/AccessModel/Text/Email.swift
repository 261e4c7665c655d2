package import Diagnostics

/// An e-mail address in the plain form `local.part@host.example`, ASCII only.
///
/// Two addresses are one when they differ in letter case only: stricter than the RFC, because
/// portals treat them so. Source: RFC 5321 section 4.5.3.1 and RFC 5322 section 3.2.3.
package struct Email: Sendable {
  /// As it was written, for display.
  package let written: Text
  /// In lower case: what addresses are compared and looked up by.
  package let folded: Text

  /// - Throws: `email-malformed`.
  package init(parsing text: Text) throws(FormatProblem) {
    if let fault = EmailFault.first(in: text.bytes) {
      throw FormatProblem(
        .emailMalformed, "\(text.quoted) \(fault.message)", help: [fault.help])
    }
    written = text
    folded = text.loweredASCII
  }
}

extension Email: Hashable, Comparable, CustomStringConvertible {
  package static func == (left: Email, right: Email) -> Bool { left.folded == right.folded }

  package static func < (left: Email, right: Email) -> Bool { left.folded < right.folded }

  package func hash(into hasher: inout Hasher) { hasher.combine(folded) }

  package var description: String { written.string }
}

/// The first thing that keeps a text from being an address.
private struct EmailFault {
  let message: String
  let help: String

  private static let form = "write it as name@host.example"

  static func first(in bytes: ArraySlice<UInt8>) -> EmailFault? {
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return notASCII(bytes) }
    if let bracketed = bracketFault(bytes) { return bracketed }
    guard let at = bytes.firstIndex(of: .at) else {
      return EmailFault(message: "has no @", help: form)
    }
    let domain = bytes[(at + 1)...]
    guard !domain.contains(.at) else { return EmailFault(message: "has two @", help: form) }
    return lengthFault(bytes, local: bytes[..<at]) ?? localFault(bytes[..<at])
      ?? domainFault(domain)
  }

  private static func notASCII(_ bytes: ArraySlice<UInt8>) -> EmailFault {
    let at = bytes.firstIndex(of: .at) ?? bytes.startIndex
    let isLocal = bytes[..<at].contains { $0 >= 0x80 }
    return EmailFault(
      message: "has characters outside ASCII",
      help: isLocal
        ? "a look-alike letter is the usual cause; type the address by hand"
        : "write the domain in its xn-- form")
  }

  private static func bracketFault(_ bytes: ArraySlice<UInt8>) -> EmailFault? {
    if bytes.contains(0x3C) || bytes.contains(0x28) {
      return EmailFault(message: "holds more than an address", help: form)
    }
    if bytes.contains(0x22) {
      return EmailFault(message: "has a quoted local part", help: form)
    }
    let isURL = bytes.prefix(7).elementsEqual("mailto:".utf8)
    return isURL ? EmailFault(message: "is a URL", help: "leave out mailto:") : nil
  }

  private static func lengthFault(
    _ bytes: ArraySlice<UInt8>, local: ArraySlice<UInt8>
  ) -> EmailFault? {
    if local.count > 64 {
      return EmailFault(
        message: "has more than 64 bytes before the @", help: "no mail server takes it")
    }
    guard bytes.count > 254 else { return nil }
    return EmailFault(message: "has more than 254 bytes", help: "no mail server takes it")
  }

  private static func localFault(_ local: ArraySlice<UInt8>) -> EmailFault? {
    let atoms = local.split(separator: .dot, omittingEmptySubsequences: false)
    guard atoms.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isAtomByte) }) else {
      return EmailFault(
        message: "has a part before the @ that is not letters, digits, signs and single dots",
        help: form)
    }
    return nil
  }

  private static func isAtomByte(_ byte: UInt8) -> Bool {
    if byte.isAlphanumeric { return true }
    switch byte {
    // ! # $ % & ' * + - / = ? ^ _ ` { | } ~
    case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2F, 0x3D, 0x3F, 0x5E...0x60, 0x7B...0x7E:
      return true
    default: return false
    }
  }

  private static func domainFault(_ domain: ArraySlice<UInt8>) -> EmailFault? {
    let labels = domain.split(separator: .dot, omittingEmptySubsequences: false)
    guard labels.count > 1 else {
      return EmailFault(message: "has no dot after the @", help: form)
    }
    guard labels.allSatisfy(isLabel), labels.last?.allSatisfy(\.isDigit) == false else {
      return EmailFault(message: "has no host name after the @", help: form)
    }
    return nil
  }

  /// Letters, digits and inner hyphens, 1 to 63 of them.
  private static func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
    (1...63).contains(label.count) && label.first != .hyphen && label.last != .hyphen
      && label.allSatisfy { $0.isAlphanumeric || $0 == .hyphen }
  }
}

package import Diagnostics

/// How an endpoint is called; three of them are no HTTP methods but other protocols.
package enum HTTPMethod: String, CaseIterable, Hashable, Sendable {
  case get = "GET"
  case post = "POST"
  case put = "PUT"
  case patch = "PATCH"
  case delete = "DELETE"
  case head = "HEAD"
  case grpc = "GRPC"
  case mqtt = "MQTT"
  case webSocket = "WS"

  /// - Throws: `endpoint-method-unknown`, with the nearest known one.
  package init(parsing text: Text) throws(FormatProblem) {
    guard text.count <= 6, let method = HTTPMethod(rawValue: text.string) else {
      throw HTTPMethod.problem(text)
    }
    self = method
  }

  private static func problem(_ text: Text) -> FormatProblem {
    let names = allCases.map(\.rawValue)
    var help = ["write one of \(names.joined(separator: ", "))"]
    let raised = text.raisedASCII.string
    if text.count <= 16, let nearest = nearestName(to: raised, among: names) {
      help.insert("did you mean \(nearest)?", at: 0)
    }
    return FormatProblem(.endpointMethodUnknown, "unknown method \(text.quoted)", help: help)
  }
}

extension HTTPMethod: Comparable {
  package static func < (left: HTTPMethod, right: HTTPMethod) -> Bool {
    Text(left.rawValue) < Text(right.rawValue)
  }
}

/// Drawn texts that are addresses and blocks, or nearly.
enum AddressSpellings {
  /// An address with something after the slash, most often a fitting prefix length.
  static func text(using generator: inout SeededGenerator) -> String {
    let address = address(using: &generator)
    let width = address.contains(":") ? 128 : 32
    let masks = [
      "255.255.255.0", "0.0.0.255", "255.255.0.0", "0.0.0.0", "255.255.255.255", "255.0.255.0",
    ]
    let length = Int.random(in: 0...width, using: &generator)
    switch Int.random(in: 0..<12, using: &generator) {
    case 0...2: return address
    case 3: return address + "/" + (masks.randomElement(using: &generator) ?? "")
    case 4: return address + "/0\(length)"
    case 5: return address + "/+\(length)"
    case 6: return address + "/\(width + Int.random(in: -1...1, using: &generator))"
    case 7: return zeroed(width: width) + "/\(length)"
    case 8: return address + "/" + mutated("\(length)", using: &generator)
    default: return address + "/\(length)"
    }
  }

  private static func zeroed(width: Int) -> String { width == 32 ? "128.0.0.0" : "8000::" }

  /// An address in one of its spellings, sometimes with one character changed.
  static func address(using generator: inout SeededGenerator) -> String {
    var text = Bool.random(using: &generator) ? quad(using: &generator) : fields(using: &generator)
    if Int.random(in: 0..<6, using: &generator) == 0 { text += "%eth0" }
    return Int.random(in: 0..<4, using: &generator) == 0 ? mutated(text, using: &generator) : text
  }

  private static func quad(using generator: inout SeededGenerator) -> String {
    let octets = ["0", "1", "7", "10", "127", "192", "255", "256", "00", "01", "010"]
    let count = Int.random(in: 0..<16, using: &generator) == 0 ? 3 : 4
    return (0..<count).map { _ in
      let limit = Int.random(in: 0..<8, using: &generator) == 0 ? octets.count : octets.count - 4
      return octets[Int.random(in: 0..<limit, using: &generator)]
    }.joined(separator: ".")
  }

  private static func fields(using generator: inout SeededGenerator) -> String {
    let samples = ["0", "0000", "1", "db8", "DB8", "ffff", "2001", "64", "ff9b", "00a", "Fe80"]
    let shape = Int.random(in: 0..<8, using: &generator)
    let starts = ["", "::ffff:", "::", "64:ff9b::"]
    if shape == 0 {
      return (starts.randomElement(using: &generator) ?? "") + quad(using: &generator)
    }
    let gap = shape < 6
    let count = gap ? Int.random(in: 0...8, using: &generator) : 8
    var parts = (0..<count).map { _ in samples.randomElement(using: &generator) ?? "" }
    if gap { parts.insert("", at: Int.random(in: 0...parts.count, using: &generator)) }
    if shape == 7 { parts.append(quad(using: &generator)) }
    var text = parts.joined(separator: ":")
    if parts.first == "" { text = ":" + text }
    if parts.last == "" { text += ":" }
    return text
  }

  private static func mutated(_ text: String, using generator: inout SeededGenerator) -> String {
    var characters = Array(text)
    let letters = Array("0123456789abcdefgxF.:/%+- ０．")
    let place = Int.random(in: 0...characters.count, using: &generator)
    let letter = letters.randomElement(using: &generator) ?? "0"
    switch Int.random(in: 0..<3, using: &generator) {
    case 0 where place < characters.count: characters.remove(at: place)
    case 1 where place < characters.count: characters[place] = letter
    default: characters.insert(letter, at: place)
    }
    return String(characters)
  }
}

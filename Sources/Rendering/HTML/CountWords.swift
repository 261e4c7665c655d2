/// `1 key`, `2 keys`.
func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}

/// A number with a comma after every three digits.
func grouped(_ count: Int) -> String {
  let digits = String(count)
  return digits.enumerated().reduce(into: "") { words, digit in
    let left = digits.utf8.count - digit.offset
    words += (left % 3 == 0 && digit.offset > 0 ? "," : "") + String(digit.element)
  }
}

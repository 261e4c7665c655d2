import Foundation

/// Writes documents full of texts that hold one scalar each, for independent readers to take apart.
///
/// A question is one line, `FORMAT CONTEXT FIRST LAST`: the scalars from FIRST up to LAST, not with
/// it, in that context and format. The answer is the length of the document in bytes on a line, and
/// the document. What the readers expect is in Tests/Oracles/output_safety.py.
while let line = readLine() {
  let words = line.split(separator: " ").map(String.init)
  guard words.count == 4, let context = Context(rawValue: words[1]),
    let first = UInt32(words[2]), let last = UInt32(words[3]), first <= last,
    let document = Formats.all[words[0]]
  else {
    FileHandle.standardError.write(Data("not a question: \(line)\n".utf8))
    exit(64)
  }
  let texts = (first..<last).compactMap(Unicode.Scalar.init).map(context.text)
  let bytes = document(texts)
  FileHandle.standardOutput.write(Data("\(bytes.count)\n".utf8) + bytes)
}

import ArgumentParser
import ToolSupport

struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Answer requests by this package's own library.",
    discussion: """
      Reads requests from standard input, one a line, and writes an answer for each to standard output, as the chapter \
      Conformance of the specification says. It ends when its input ends.

      EXAMPLES
        echo "0 hello 1" | mapae-conformance reference
        mapae-conformance run -- mapae-conformance reference

      EXIT CODES
        0   the input ended
        1   a line was longer than announced, or had no id to answer to
      """)

  func run() throws {
    var reference = Reference()
    var lines = LineBuffer(limit: Reference.hello.line)
    let input = try ByteStream("-")
    while true {
      let chunk = try input.next()
      if chunk.isEmpty { break }
      lines.append(chunk)
      do {
        while let line = try lines.next() { try Terminal.say(try reference.answer(line)) }
      } catch let fault as LineFault {
        throw ToolFailure("a request cannot be answered: \(fault)")
      } catch is LineBuffer.LineTooLong {
        throw ToolFailure("a request is longer than \(Reference.hello.line) characters")
      }
    }
    guard !lines.hasRest else { throw ToolFailure("the last request does not end with a line feed") }
  }
}

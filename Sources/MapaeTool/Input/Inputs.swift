import Foundation
import Mapae

/// One thing that a command is given to judge or to draw.
struct Input {
  /// Where it came from, without anything of it.
  let origin: Origin
  /// What could be read, or why it could not; the failure names its input itself.
  let content: Result<Content, ToolFailure>

  enum Content {
    case text(String)
    case bytes([UInt8])
  }

  struct Origin: CustomStringConvertible {
    /// `argument N` for a text on the command line: a pass is nobody's name for it (PRIV-7). Else the file's path, or
    /// `-` for standard input.
    let source: String
    /// The number of the line, from 1, in a source of texts.
    var line: Int?
    /// The number of the QR code, from 1, in a picture with several.
    var code: Int?

    var description: String {
      let name = source == "-" ? "standard input" : source
      return name + (line.map { ", line \($0)" } ?? "") + (code.map { ", code \($0)" } ?? "")
    }
  }
}

/// The inputs that arguments name, one by one and in bounded memory, however many a file holds:
///
/// - a text, which begins with letters MP (or MS, for a poster's part), digits and a colon, of either case;
/// - a file, or `-` for standard input: a PNG with QR codes; or texts, one a line, bare or as JSON objects with a member
///   `text`; or else the bytes of one object.
struct Inputs: Sequence, IteratorProtocol {
  private let arguments: [String]
  private var index = 0
  private var lines: (reader: LineReader, source: String)?
  private var waiting: ArraySlice<Input> = []

  private let greatestObjectSize: Int

  /// - Parameter greatestObjectSize: the most bytes of one object that is given as bytes.
  init(_ arguments: [String], greatestObjectSize: Int = 65_536) {
    self.arguments = arguments
    self.greatestObjectSize = greatestObjectSize
  }

  mutating func next() -> Input? {
    while true {
      if let input = waiting.popFirst() ?? nextLine() { return input }
      guard index < arguments.count else { return nil }
      open(arguments[index])
    }
  }

  private mutating func open(_ argument: String) {
    index += 1
    if Inputs.isText(argument) {
      waiting = [Input(origin: .init(source: "argument \(index)"), content: .success(.text(argument)))]
      return
    }
    do { try openSource(argument) } catch {
      waiting = [Input(origin: .init(source: argument), content: .failure(ToolFailure(error)))]
    }
  }

  private static func isText(_ argument: String) -> Bool {
    let version = argument.dropFirst(2).prefix { $0.isASCII && $0.isNumber }
    return ["MP", "MS"].contains(argument.prefix(2).uppercased()) && !version.isEmpty
      && argument.dropFirst(2 + version.count).hasPrefix(":")
  }

  private mutating func openSource(_ source: String) throws {
    let stream = try ByteStream(source)
    let head = try stream.head()
    if let texts = try PictureReader.texts(in: stream, after: head) {
      let inputs = texts.enumerated().map { index, text in
        Input(origin: .init(source: source, code: texts.count > 1 ? index + 1 : nil), content: .success(.text(text)))
      }
      waiting = inputs[...]
    } else if head.isEmpty {
      waiting = [Inputs.nothing(in: source)].compactMap { $0 }[...]
    } else if head.contains(where: { $0 < 0x20 && !(0x09...0x0d).contains($0) }) {
      // Every object of version 1 begins with a control character, which no text has.
      let bytes = try stream.rest(after: head, limit: greatestObjectSize)
      waiting = [Input(origin: .init(source: source), content: .success(.bytes(bytes)))]
    } else {
      lines = (LineReader(stream, after: head), source)
    }
  }

  private mutating func nextLine() -> Input? {
    guard let source = lines?.source, var reader = lines?.reader else { return nil }
    lines = nil
    do {
      guard let line = try reader.next() else { return reader.isEmpty ? Inputs.nothing(in: source) : nil }
      lines = (reader, source)
      let origin = Input.Origin(source: source, line: line.number)
      guard let bytes = line.bytes else {
        let failure = ToolFailure("\(origin): longer than \(LineReader.greatestLength) bytes")
        return Input(origin: origin, content: .failure(failure))
      }
      return Input(origin: origin, content: Inputs.content(of: bytes, origin))
    } catch {
      return Input(origin: .init(source: source), content: .failure(ToolFailure(error)))
    }
  }

  /// An empty file is a pass of which nothing is left; empty standard input is no input.
  private static func nothing(in source: String) -> Input? {
    source == "-" ? nil : Input(origin: .init(source: source), content: .success(.bytes([])))
  }

  private struct Line: Decodable { let text: String }

  private static func content(
    of line: ArraySlice<UInt8>, _ origin: Input.Origin
  ) -> Result<Input.Content, ToolFailure> {
    guard line.first == UInt8(ascii: "{") else { return .success(.text(String(decoding: line, as: UTF8.self))) }
    guard let object = try? JSONDecoder().decode(Line.self, from: Data(line)) else {
      return .failure(ToolFailure("\(origin): no JSON object with a member \"text\""))
    }
    return .success(.text(object.text))
  }
}

extension ToolFailure {
  init(_ error: any Error) { self = error as? ToolFailure ?? ToolFailure("\(error)") }
}

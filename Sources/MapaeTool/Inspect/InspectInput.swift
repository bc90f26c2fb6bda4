import Mapae

/// What one argument of `mapae inspect` stands for.
enum InspectInput {
  case bytes([UInt8])
  /// A text that stands for no bytes.
  case brokenText(FormatError)

  /// Reads a file, standard input (`-`) or a text that is the argument itself.
  init(_ argument: String) throws {
    // Room for the largest object as text.
    let limit = MapaeText.prefix.utf8.count + (TrustBundle.greatestSize + 1) / 2 * 3 + 64
    let content =
      argument.hasPrefix(MapaeText.prefix) ? Array(argument.utf8) : try Files.read(argument, limit: limit)
    guard let text = ObjectFile.text(in: content) else {
      guard content.count <= TrustBundle.greatestSize else { throw InspectInput.tooLarge(argument) }
      self = .bytes(content)
      return
    }
    do { self = .bytes(try MapaeText.decode(text)) } catch { self = .brokenText(error) }
  }

  /// Reads hexadecimal digits: the argument itself, or standard input (`-`).
  init(hex argument: String) throws {
    let content =
      argument == "-" ? try Files.read("-", limit: 3 * TrustBundle.greatestSize) : Array(argument.utf8)
    let digits = content.filter { !($0 == 0x20 || (0x09...0x0d).contains($0)) }
    guard let bytes = Hex.decode(String(decoding: digits, as: UTF8.self)) else {
      throw ToolFailure(
        "the input is not hexadecimal: an even count of digits 0-9, a-f", remedy: "White space may stand between them.")
    }
    guard bytes.count <= TrustBundle.greatestSize else { throw InspectInput.tooLarge("the input") }
    self = .bytes(bytes)
  }

  private static func tooLarge(_ name: String) -> ToolFailure {
    ToolFailure(
      "\(name) has more than \(TrustBundle.greatestSize) bytes, the most of any Mapae object",
      remedy: "Is it the right file?")
  }
}

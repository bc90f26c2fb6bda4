import Mapae

/// One thing that `mapae inspect` is given to show.
struct InspectInput {
  /// The file's path, or `argument N`: a pass is nobody's name for it (PRIV-7).
  let name: String
  private let source: Source

  private enum Source {
    case file
    case text(String)
    /// Hexadecimal digits; `nil` for those of standard input.
    case hex(String?)
  }

  /// - Parameter number: the argument's, from 1.
  init(_ argument: String, number: Int, isHex: Bool) {
    let isText = argument.hasPrefix(MapaeText.prefix)
    name = (isHex || isText) && argument != "-" ? "argument \(number)" : argument
    source = isHex ? .hex(argument == "-" ? nil : argument) : isText ? .text(argument) : .file
  }

  func read() throws -> Input.Content {
    switch source {
    case .file: try ObjectFile.content(of: name, limit: TrustBundle.greatestSize)
    case .text(let text): .text(text)
    case .hex(let digits):
      .bytes(try bytes(of: digits.map { Array($0.utf8) } ?? Files.read("-", limit: InspectInput.mostDigits)))
    }
  }

  /// Room for white space between the digits of each byte.
  private static let mostDigits = 3 * TrustBundle.greatestSize

  private func bytes(of digits: [UInt8]) throws -> [UInt8] {
    let digits = digits.filter { !($0 == 0x20 || (0x09...0x0d).contains($0)) }
    guard let bytes = Hex.decode(String(decoding: digits, as: UTF8.self)) else {
      throw ToolFailure(
        "\(name) is not hexadecimal: an even count of digits 0-9, a-f", remedy: "White space may stand between them.")
    }
    guard bytes.count <= TrustBundle.greatestSize else { throw ToolFailure.tooLong(name, TrustBundle.greatestSize) }
    return bytes
  }
}

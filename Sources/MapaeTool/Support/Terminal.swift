import Foundation

/// What a person sees: colour only on a terminal, progress only on standard error, and only where it is one.
enum Terminal {
  static let outputIsTerminal = isatty(STDOUT_FILENO) == 1
  static let errorIsTerminal = isatty(STDERR_FILENO) == 1

  enum Colour: String {
    case green = "32"
    case yellow = "33"
    case red = "31"
    case dim = "2"
  }

  /// Whether standard output is a terminal, and whoever looks at it has not declined colours.
  static let isColoured = outputIsTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil

  /// A line on standard output, at once: behind it somebody may wait for a verdict.
  static func say(_ text: String, terminator: String = "\n") throws {
    let bytes = Array((text + terminator).utf8)
    try Files.writeAll(STDOUT_FILENO, bytes.span, "standard output")
  }

  /// The text, coloured where standard output is a terminal and `NO_COLOR` is not set.
  static func paint(_ text: String, _ colour: Colour) -> String {
    guard isColoured else { return text }
    return "\u{1b}[\(colour.rawValue)m\(text)\u{1b}[0m"
  }

  /// A line on standard error.
  static func warn(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// A line that replaces itself on standard error; nothing where that is not a terminal.
  static func progress(_ text: String) {
    guard errorIsTerminal else { return }
    FileHandle.standardError.write(Data("\r\u{1b}[2K\(text)".utf8))
  }

  static func endProgress() {
    guard errorIsTerminal else { return }
    FileHandle.standardError.write(Data("\r\u{1b}[2K".utf8))
  }
}

import Foundation

/// What a person sees: colour only on a terminal, progress only on standard error, and only where it is one.
package enum Terminal {
  package static let outputIsTerminal = isatty(STDOUT_FILENO) == 1
  package static let errorIsTerminal = isatty(STDERR_FILENO) == 1

  package enum Colour: String {
    case green = "32"
    case yellow = "33"
    case red = "31"
    case dim = "2"
  }

  /// Whether standard output is a terminal, and whoever looks at it has not declined colours.
  package static let isColoured = outputIsTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil

  /// How many characters fit beside each other where standard output is a terminal that says so.
  package static var columns: Int? {
    var size = winsize()
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// A line on standard output, at once: behind it somebody may wait for a verdict.
  package static func say(_ text: String, terminator: String = "\n") throws {
    let bytes = Array((text + terminator).utf8)
    try Files.writeAll(STDOUT_FILENO, bytes.span, "standard output")
  }

  /// The text, coloured where standard output is a terminal and `NO_COLOR` is not set.
  package static func paint(_ text: String, _ colour: Colour) -> String {
    guard isColoured else { return text }
    return "\u{1b}[\(colour.rawValue)m\(text)\u{1b}[0m"
  }

  /// A line on standard error. Where nobody can hear it, it is lost; the exit code is not.
  package static func warn(_ text: String) { murmur(text + "\n") }

  /// A line that replaces itself on standard error; nothing where that is not a terminal.
  package static func progress(_ text: String) {
    guard errorIsTerminal else { return }
    murmur("\r\u{1b}[2K\(text)")
  }

  package static func endProgress() {
    guard errorIsTerminal else { return }
    murmur("\r\u{1b}[2K")
  }

  private static func murmur(_ text: String) {
    try? Files.writeAll(STDERR_FILENO, Array(text.utf8).span, "standard error")
  }
}

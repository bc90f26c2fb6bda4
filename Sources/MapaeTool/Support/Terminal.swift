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

  /// The text, coloured where standard output is a terminal and `NO_COLOR` is not set.
  static func paint(_ text: String, _ colour: Colour) -> String {
    guard outputIsTerminal, ProcessInfo.processInfo.environment["NO_COLOR"] == nil else { return text }
    return "\u{1b}[\(colour.rawValue)m\(text)\u{1b}[0m"
  }

  /// A line on standard error. Where nobody can hear it, it is lost; the exit code is not.
  static func warn(_ text: String) { say(text + "\n") }

  /// A line that replaces itself on standard error; nothing where that is not a terminal.
  static func progress(_ text: String) {
    guard errorIsTerminal else { return }
    say("\r\u{1b}[2K\(text)")
  }

  static func endProgress() {
    guard errorIsTerminal else { return }
    say("\r\u{1b}[2K")
  }

  private static func say(_ text: String) {
    try? Files.writeAll(STDERR_FILENO, Array(text.utf8).span, "standard error")
  }
}

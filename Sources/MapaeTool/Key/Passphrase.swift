import Foundation

/// What opens a protected key file: a line of a file, or typed at the terminal. Never an argument, since every process
/// of a machine can read those.
enum Passphrase {
  static let greatestSize = 1_024

  /// The first line of a file, without its end.
  static func read(from path: String) throws -> GuardedBytes {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Files.failure("cannot read \(path)") }
    defer { close(descriptor) }
    let passphrase = try line(from: descriptor, path)
    guard passphrase.count > 0 else {
      throw ToolFailure("the first line of \(path) is empty", remedy: "Write the passphrase into it.")
    }
    return passphrase
  }

  /// Asks at the terminal, without showing what is typed.
  static func ask(_ question: String) throws -> GuardedBytes {
    let terminal = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else {
      throw ToolFailure("there is no terminal to ask for the passphrase", remedy: "Give it with --passphrase-file.")
    }
    defer { close(terminal) }
    try Files.writeAll(terminal, Array(question.utf8).span, "/dev/tty")
    var before = termios()
    guard unsafe tcgetattr(terminal, &before) == 0 else { throw Files.failure("cannot use the terminal") }
    var silent = before
    // Keys that would end the process are read as bytes, so that it never ends with the echo off.
    silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    guard unsafe tcsetattr(terminal, TCSADRAIN, &silent) == 0 else { throw Files.failure("cannot use the terminal") }
    defer {
      unsafe _ = tcsetattr(terminal, TCSADRAIN, &before)
      try? Files.writeAll(terminal, [0x0a].span, "/dev/tty")
    }
    let passphrase = try line(from: terminal, "/dev/tty")
    guard passphrase.count > 0 else {
      throw ToolFailure("no passphrase was typed", remedy: "Begin again; nothing was written.")
    }
    return passphrase
  }

  private static func line(from descriptor: Int32, _ path: String) throws -> GuardedBytes {
    var line = try GuardedBytes(capacity: greatestSize)
    let (interrupt, end, backspace, delete): (UInt8, UInt8, UInt8, UInt8) = (0x03, 0x04, 0x08, 0x7f)
    let isTerminal = isatty(descriptor) == 1
    while true {
      var byte: UInt8 = 0
      let status = unsafe Foundation.read(descriptor, &byte, 1)
      if status < 0 && errno == EINTR { continue }
      guard status >= 0 else { throw Files.failure("cannot read \(path)") }
      if status == 0 || byte == 0x0a || byte == 0x0d { return line }
      if isTerminal {
        if byte == end { return line }
        if byte == interrupt { throw ToolFailure("interrupted", remedy: "Nothing was written.") }
        if byte == backspace || byte == delete {
          line.removeLast()
          continue
        }
      }
      guard line.count < greatestSize else {
        throw ToolFailure("the passphrase has more than \(greatestSize) bytes", remedy: "Choose a shorter one.")
      }
      line.append([byte])
    }
  }
}

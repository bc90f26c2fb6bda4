import Foundation
import ToolSupport

/// A running program with pipes to and from it. None of its calls waits.
///
/// It leads a process group of its own, so that its children end with it.
final class ChildProcess {
  private let identifier: pid_t
  /// Requests go in here; `nil` once closed.
  private(set) var input: Int32?
  let output: Int32
  let errors: Int32
  private(set) var ending: Ending?

  enum Ending: Hashable, CustomStringConvertible {
    case exited(Int32)
    case killed(Int32)

    var description: String {
      switch self {
      case .exited(let code): "ended with exit code \(code)"
      case .killed(let signal): "was ended by signal \(signal) (\(unsafe String(cString: strsignal(signal))))"
      }
    }
  }

  /// - Throws: where the program is not there or cannot be run.
  init(_ command: [String]) throws {
    // To write to a program that has ended is an error like others, and not the runner's own end.
    _ = signal(SIGPIPE, SIG_IGN)
    let (toChild, fromChild, errorsOfChild) = (try Pipe(), try Pipe(), try Pipe())
    do {
      identifier = try RunningPrograms.shared.start {
        try ChildProcess.spawn(
          command, input: toChild.readEnd, output: fromChild.writeEnd, errors: errorsOfChild.writeEnd)
      }
    } catch {
      for pipe in [toChild, fromChild, errorsOfChild] { pipe.closeBoth() }
      throw error
    }
    close(toChild.readEnd)
    close(fromChild.writeEnd)
    close(errorsOfChild.writeEnd)
    (input, output, errors) = (toChild.writeEnd, fromChild.readEnd, errorsOfChild.readEnd)
    for descriptor in [toChild.writeEnd, fromChild.readEnd, errorsOfChild.readEnd] {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
  }

  deinit {
    kill()
    closeInput()
    close(output)
    close(errors)
  }

  func closeInput() {
    guard let descriptor = input else { return }
    close(descriptor)
    input = nil
  }

  /// Looks whether the program has ended. What it started ends then too.
  func lookForEnding() {
    guard ending == nil else { return }
    guard let status = RunningPrograms.shared.lookForEnding(of: identifier) else { return }
    let signal = status & 0x7f
    ending = signal == 0 ? .exited(status >> 8 & 0xff) : .killed(signal)
  }

  /// Ends the program and whatever it started.
  private func kill() {
    guard ending == nil else { return }
    RunningPrograms.shared.end(identifier)
    ending = .killed(SIGKILL)
  }

  private static func spawn(_ command: [String], input: Int32, output: Int32, errors: Int32) throws -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (from, to) in [(input, STDIN_FILENO), (output, STDOUT_FILENO), (errors, STDERR_FILENO)] {
      unsafe posix_spawn_file_actions_adddup2(&actions, from, to)
    }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    // What is ignored or held back here would stay so in the program.
    var (defaults, held) = (sigset_t(), sigset_t())
    unsafe sigemptyset(&defaults)
    unsafe sigaddset(&defaults, SIGPIPE)
    unsafe sigemptyset(&held)
    unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
    unsafe posix_spawnattr_setsigmask(&attributes, &held)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))

    var arguments = unsafe command.map { unsafe strdup($0) }
    unsafe arguments.append(nil)
    defer { for index in unsafe arguments.indices { unsafe free(arguments[index]) } }
    var identifier: pid_t = 0
    let status = unsafe posix_spawnp(&identifier, command[0], &actions, &attributes, arguments, environ)
    guard status == 0 else {
      throw ToolFailure(
        "\(command[0]) does not start: \(unsafe String(cString: strerror(status)))",
        remedy: "Write the command of your program behind --, as you would in a shell.")
    }
    return identifier
  }
}

/// Two ends, neither of which another program inherits.
private struct Pipe {
  let readEnd: Int32
  let writeEnd: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { throw Files.failure("cannot make a pipe") }
    (readEnd, writeEnd) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  func closeBoth() {
    close(readEnd)
    close(writeEnd)
  }
}

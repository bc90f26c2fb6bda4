import Foundation
import Synchronization
import ToolSupport

/// The process groups of the programs that were started and have not ended.
///
/// A program leads a group of its own, so a person's Ctrl-C reaches the runner alone. The runner then ends all groups
/// before it ends itself, so that nothing is left running.
final class RunningPrograms: Sendable {
  static let shared = RunningPrograms()

  private let groups = Mutex<Set<pid_t>>([])

  /// From now on the signals by which a person or a build server ends a run wait for a thread that looks for them.
  private init() {
    var endings = sigset_t()
    unsafe sigemptyset(&endings)
    for ending in [SIGHUP, SIGINT, SIGTERM] where !RunningPrograms.isIgnored(ending) {
      unsafe sigaddset(&endings, ending)
    }
    unsafe pthread_sigmask(SIG_BLOCK, &endings, nil)
    Thread.detachNewThread { [unowned self, awaited = endings] in
      var (endings, ending) = (awaited, Int32(0))
      while unsafe sigwait(&endings, &ending) != 0 {}
      end(by: ending)
    }
  }

  /// Starts a program and notes its group.
  func start(_ spawn: () throws -> pid_t) rethrows -> pid_t {
    try groups.withLock { groups in
      let group = try spawn()
      groups.insert(group)
      return group
    }
  }

  /// The status with which a program has ended; `nil` where it runs. What it started ends then too.
  func lookForEnding(of group: pid_t) -> Int32? {
    groups.withLock { groups in
      var status: Int32 = 0
      guard unsafe waitpid(group, &status, WNOHANG) == group else { return nil }
      // At once: later the group's number may be another one's.
      kill(-group, SIGKILL)
      groups.remove(group)
      return status
    }
  }

  /// Ends a program and whatever it started.
  func end(_ group: pid_t) {
    groups.withLock { groups in
      kill(-group, SIGKILL)
      var status: Int32 = 0
      while unsafe waitpid(group, &status, 0) < 0, errno == EINTR {}
      groups.remove(group)
    }
  }

  /// Ends all programs, and then the runner as the signal would have ended it. No other program is started meanwhile.
  private func end(by ending: Int32) {
    groups.withLock { groups in
      for group in groups { kill(-group, SIGKILL) }
      Terminal.endProgress()
      if Terminal.errorIsTerminal { Terminal.warn("Interrupted. The program under test was ended too.") }
      var own = sigset_t()
      unsafe sigemptyset(&own)
      unsafe sigaddset(&own, ending)
      unsafe pthread_sigmask(SIG_UNBLOCK, &own, nil)
      raise(ending)
    }
  }

  /// Whether whoever started the runner wants it to go on in spite of this signal, as `nohup` does.
  private static func isIgnored(_ ending: Int32) -> Bool {
    let disposition = signal(ending, SIG_DFL)
    guard unsafe unsafeBitCast(disposition, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) else { return false }
    _ = signal(ending, SIG_IGN)
    return true
  }
}

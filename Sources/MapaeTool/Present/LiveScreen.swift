import Foundation

/// A screen of the terminal that is drawn anew until it is stopped, and then leaves the terminal as it was.
enum LiveScreen {
  /// - Parameters:
  ///   - seconds: from one drawing to the next.
  ///   - draw: gives what is to be seen.
  static func show(every seconds: Int, _ draw: () throws -> String) throws {
    let signals = StopSignals()
    // The other screen, which terminals keep beside the one with the history, and no cursor.
    try Terminal.say("\u{1b}[?1049h\u{1b}[?25l", terminator: "")
    defer { try? Terminal.say("\u{1b}[?25h\u{1b}[?1049l", terminator: "") }
    repeat {
      try Terminal.say("\u{1b}[H\u{1b}[2J" + draw(), terminator: "")
    } while !signals.stopped(within: seconds)
  }
}

/// Ctrl-C and its kin, as an answer in place of a sudden end.
private struct StopSignals {
  private static let all = [SIGINT, SIGTERM, SIGHUP]
  /// What is blocked while the process waits: what was blocked before, but none of these signals. A program that starts
  /// another one may hand down that they are.
  private var waiting = sigset_t()

  /// From now on these signals wait until somebody asks.
  init() {
    var blocked = sigset_t()
    unsafe sigemptyset(&blocked)
    for stop in StopSignals.all {
      unsafe sigaddset(&blocked, stop)
      signal(stop) { _ in }
    }
    // A code that sleeps grows stale on the screen.
    signal(SIGTSTP, SIG_IGN)
    unsafe pthread_sigmask(SIG_BLOCK, &blocked, &waiting)
    for stop in StopSignals.all { unsafe sigdelset(&waiting, stop) }
  }

  /// Whether one comes within that many seconds; one that came before counts.
  func stopped(within seconds: Int) -> Bool {
    var (time, mask) = (timespec(tv_sec: seconds, tv_nsec: 0), waiting)
    return unsafe pselect(0, nil, nil, nil, &time, &mask) < 0
  }
}

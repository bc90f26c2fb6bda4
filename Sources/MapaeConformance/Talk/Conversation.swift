import ToolSupport

/// What is said with a program over all its lives: one after another, the scripts are asked and the answers noted.
struct Conversation {
  let command: [String]
  let timeout: Duration
  /// With so many scripts in a row that end in a fault the rest is given up: else a program that hangs at each takes as
  /// many timeouts as there are cases.
  let greatestFaultsInARow: Int
  /// What the program said of itself.
  let hello: Hello
  /// What a script heard, by the index of the script.
  private(set) var heard: [Heard] = []
  /// What went wrong beside the scripts: at a later start, or at the end.
  private(set) var faults: [String] = []

  private var scripts: [Script] = []
  private var session: Session?
  /// The scripts that were begun in this session, and the ids of their first requests.
  private var begun: [(script: Int, base: UInt32)] = []
  /// The next request.
  private var position = (script: 0, entry: 0)
  private var failedStarts = 0

  private static let greatestFailedStarts = 3
  /// One script in so many, the first among them, is asked one request at a time.
  private static let scriptsBetweenProbes = 256

  /// The answers to one script, as far as it got.
  struct Heard: Sendable {
    /// What stood behind the ids.
    var texts: [String] = []
    var fault: Fault?

    /// Whether it was not asked, because too many scripts before it had ended in a fault.
    var isGivenUp: Bool {
      if case .givenUp = fault?.kind { true } else { false }
    }
  }

  static let usualFaultsInARow = 20

  /// Starts the program.
  init(
    _ command: [String], timeout: Duration, greatestFaultsInARow: Int = Conversation.usualFaultsInARow
  ) throws {
    (self.command, self.timeout, self.greatestFaultsInARow) = (command, timeout, greatestFaultsInARow)
    let (session, answer) = try Conversation.start(command, timeout)
    do { hello = try answer.get() } catch {
      throw ToolFailure(
        "\(command[0]) gives no right answer to hello: \(error.words)" + error.indentedComplaints,
        remedy: "The chapter Conformance says what it must answer; `mapae-conformance reference` shows it.")
    }
    self.session = session
  }

  /// Asks all scripts, once. `progress` is told how many have been dealt with.
  mutating func run(_ scripts: [Script], progress: (Int) -> Void) throws {
    self.scripts = scripts
    heard = Array(repeating: Heard(), count: scripts.count)
    while position.script < scripts.count || session.map({ $0.waitingCount > 0 }) == true {
      guard let session = try session ?? restart() else { return }
      do throws(Fault) {
        fill(session)
        note(try session.next())
        progress(begun.last?.script ?? 0)
      } catch { charge(error) }
    }
    do throws(Fault) { try session?.finish() } catch { chargeTheEnd(error) }
    session = nil
  }

  /// Starting takes longer than answering, most of all where much else runs.
  private static let leastPatienceAtStart = Duration.seconds(10)

  private static func start(_ command: [String], _ timeout: Duration) throws -> (Session, Result<Hello, Fault>) {
    let session = try Session(command, timeout: max(timeout, leastPatienceAtStart))
    do throws(Fault) {
      let hello = try greet(session)
      session.timeout = timeout
      return (session, .success(hello))
    } catch { return (session, .failure(error)) }
  }

  private static func greet(_ session: Session) throws(Fault) -> Hello {
    session.ask(.hello)
    let reply = try session.next()
    guard case .hello(let hello) = reply.answer else {
      throw Fault(kind: .garbage("\(Fields.cut(reply.text)) does not answer hello"), complaints: "")
    }
    return hello
  }

  /// Asks as much as the program's window holds. A program that holds answers back until more is asked would go unseen
  /// where there always is more (CONF-4), so for some scripts the window is 1.
  private mutating func fill(_ session: Session) {
    while position.script < scripts.count, session.hasRoom {
      let isProbe = position.script.isMultiple(of: Conversation.scriptsBetweenProbes)
      guard session.waitingCount < (isProbe ? 1 : hello.window) else { return }
      let script = scripts[position.script]
      if position.entry == 0 { begun.append((position.script, session.nextIdentifier)) }
      let base = session.nextIdentifier - UInt32(position.entry)
      session.ask(script.request(position.entry, base: base))
      position.entry += 1
      if position.entry == script.entries.count { position = (position.script + 1, 0) }
    }
  }

  private mutating func note(_ reply: Session.Reply) {
    guard let script = script(of: reply.id) else { return }
    heard[script].texts.append(reply.text)
  }

  /// The script to which a request belongs.
  private func script(of id: UInt32) -> Int? { begun.last { $0.base <= id }?.script }

  /// Charges a fault to the script that caused it, and goes on behind it with a new life of the program.
  private mutating func charge(_ fault: Fault) {
    let oldest = session?.oldest.flatMap(script(of:)) ?? position.script
    let guilty =
      switch fault.kind {
      case .answeredTwice(let id): script(of: id) ?? oldest
      default: oldest
      }
    heard[guilty].fault = fault
    let next = guilty == oldest ? oldest + 1 : oldest
    for script in next..<scripts.count where !heard[script].texts.isEmpty { heard[script] = Heard() }
    position = (next, 0)
    session = nil
    giveUp(behind: guilty)
  }

  /// Charges all that was not asked yet, where faults have come one after another up to the guilty script.
  private mutating func giveUp(behind guilty: Int) {
    let inARow = heard[...guilty].reversed().prefix { $0.fault != nil }.count
    guard inARow >= greatestFaultsInARow else { return }
    for script in position.script..<scripts.count {
      heard[script].fault = Fault(kind: .givenUp(inARow), complaints: "")
    }
    position = (scripts.count, 0)
  }

  /// Answers that come behind the last one belong to the script that they repeat, if to any.
  private mutating func chargeTheEnd(_ fault: Fault) {
    if case .answeredTwice(let id) = fault.kind, let script = script(of: id) {
      heard[script].fault = fault
    } else {
      faults.append("when its input ended: \(fault.words)")
    }
  }

  /// A new life; `nil` where there is none, and all that was not asked yet is charged with that.
  private mutating func restart() throws -> Session? {
    begun = []
    while failedStarts < Conversation.greatestFailedStarts {
      let why: String
      do {
        let (session, answer) = try Conversation.start(command, timeout)
        guard try answer.get() == hello else {
          throw Fault(kind: .garbage("another hello than at its first start"), complaints: "")
        }
        self.session = session
        failedStarts = 0
        return session
      } catch let fault as Fault { why = fault.words } catch let failure as ToolFailure { why = failure.problem }
      failedStarts += 1
      faults.append("when it was started again: \(why)")
    }
    for script in position.script..<scripts.count {
      heard[script].fault = Fault(kind: .ended("no longer starts"), complaints: "")
    }
    return nil
  }
}

extension Fault {
  /// What the program complained of, below a line.
  var indentedComplaints: String {
    complaints.split(separator: "\n").suffix(8).map { "\n      | \($0)" }.joined()
  }
}

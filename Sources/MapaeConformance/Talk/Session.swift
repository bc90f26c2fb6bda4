import Foundation
import ToolSupport

/// One life of the program under test: requests go in, answers come out in their order, the first fault ends it.
final class Session {
  /// The most characters of an answer, its line feed included (CONF-3).
  static let greatestAnswer = 4_194_304

  struct Reply {
    let id: UInt32
    let answer: Answer
    /// The line behind the id.
    let text: String
    let took: Duration
  }

  private let program: ChildProcess
  /// How long an answer may take.
  var timeout: Duration
  private var lines = LineBuffer(limit: greatestAnswer)
  private var complaints = Complaints()
  private var outputIsOpen = true
  private var errorsAreOpen = true

  /// Requests without an answer, the oldest first; `end` counts all bytes up to the end of their lines.
  private var waiting: [(id: UInt32, request: Request, end: Int)] = []
  private(set) var nextIdentifier: UInt32 = 0
  /// Lines that were not written yet, and how many bytes were written before them.
  private var outgoing: ArraySlice<UInt8> = []
  private var written = 0
  /// Since when the oldest request waits for an answer, or for the program to read more of it.
  private var waitingSince = ContinuousClock.now

  init(_ command: [String], timeout: Duration) throws {
    program = try ChildProcess(command)
    self.timeout = timeout
  }

  /// The program's process.
  var process: Int32 { program.identifier }
  /// How many requests have no answer yet.
  var waitingCount: Int { waiting.count }
  /// The oldest request without an answer.
  var oldest: UInt32? { waiting.first?.id }
  /// Whether more can be asked without keeping too much in memory: lines may be long, and the program slow.
  var hasRoom: Bool { outgoing.count < 1 << 20 }

  /// Puts a request behind the others. It is written while answers are waited for.
  func ask(_ request: Request) {
    let id = nextIdentifier
    nextIdentifier += 1
    let start = ContinuousClock.now
    outgoing += request.line(id: id).utf8
    outgoing.append(0x0a)
    // What a long line takes here is not the program's time.
    waitingSince = waiting.isEmpty ? .now : waitingSince + (.now - start)
    waiting.append((id, request, written + outgoing.count))
  }

  /// The next answer, to the oldest request.
  ///
  /// - Precondition: a request waits.
  func next() throws(Fault) -> Reply {
    var isLastLook = false
    while true {
      if let line = try nextLine() { return try reply(line) }
      guard !isLastLook else { throw late() }
      isLastLook = ContinuousClock.now >= deadline
      try hear()
    }
  }

  /// Closes the program's input and waits for its end (CONF-5).
  func finish() throws(Fault) {
    program.closeInput()
    waitingSince = .now
    while true {
      if let line = try nextLine() { _ = try reply(line) }
      guard ContinuousClock.now < waitingSince + timeout else { throw fault(.doesNotEnd(seconds)) }
      do { try hear() } catch {
        guard case .ended = error.kind, program.ending == .exited(0) else { throw error }
        guard !lines.hasRest else { throw fault(.garbage("bytes without a line feed at its end")) }
        return
      }
    }
  }
}

extension Session {
  private func nextLine() throws(Fault) -> ArraySlice<UInt8>? {
    do { return try lines.next() } catch { throw fault(.lineTooLong) }
  }

  private func reply(_ line: ArraySlice<UInt8>) throws(Fault) -> Reply {
    let (id, answer) = try read(line)
    guard let answer else { throw misplaced(id) }
    waiting.removeFirst()
    let took = ContinuousClock.now - waitingSince
    waitingSince = .now
    let text = String(decoding: line.drop { $0 != 0x20 }.dropFirst(), as: UTF8.self)
    return Reply(id: id, answer: answer, text: text, took: took)
  }

  /// The id, and the answer where it is one to the oldest request.
  private func read(_ line: ArraySlice<UInt8>) throws(Fault) -> (UInt32, Answer?) {
    do throws(LineFault) {
      var fields = try Fields(line)
      let id: UInt32 = try fields.next("id", Wire.number)
      guard let oldest = waiting.first, oldest.id == id else { return (id, nil) }
      return (id, try Answer(&fields, to: oldest.request))
    } catch { throw fault(.garbage(error.description)) }
  }

  private func misplaced(_ id: UInt32) -> Fault {
    if waiting.contains(where: { $0.id == id }) { return fault(.outOfOrder) }
    return fault(id < nextIdentifier ? .answeredTwice(id) : .notAsked(id))
  }

  private func fault(_ kind: Fault.Kind) -> Fault {
    for _ in 0..<16 where readErrors() {}
    return Fault(kind: kind, complaints: complaints.text)
  }

  private func late() -> Fault {
    if !outputIsOpen { return fault(.ended("closed its output")) }
    return fault(program.input == nil ? .ended("closed its input") : .late(seconds, isAlone: waiting.count == 1))
  }

  private var seconds: Int { Int(timeout.components.seconds) }
}

extension Session {
  /// When the time of the oldest request is up. A program that has closed a pipe has a moment to end.
  private var deadline: ContinuousClock.Instant {
    waitingSince + (outputIsOpen && program.input != nil ? timeout : min(timeout, .seconds(1)))
  }

  /// Writes and reads what can be at once, or waits a moment where nothing can.
  ///
  /// - Throws: where the program has ended and nothing more will come.
  private func hear() throws(Fault) {
    // Its end is looked for before its output: what it wrote before it ended must still be read.
    program.lookForEnding()
    let hasWritten = write()
    let hasRead = readOutput()
    readErrors()
    if hasWritten || hasRead { return }
    if let ending = program.ending { throw fault(.ended(ending.description)) }
    waitForMore()
  }

  /// Waits until a pipe is ready. Not for long: a program may end while a child of it keeps the pipes open.
  private func waitForMore() {
    var pipes: [pollfd] = []
    if outputIsOpen { pipes.append(pollfd(fd: program.output, events: Int16(POLLIN), revents: 0)) }
    if errorsAreOpen { pipes.append(pollfd(fd: program.errors, events: Int16(POLLIN), revents: 0)) }
    // The last one; where nothing is to be written, only to hear that the program has closed it.
    if let input = program.input {
      pipes.append(pollfd(fd: input, events: outgoing.isEmpty ? 0 : Int16(POLLOUT), revents: 0))
    }
    unsafe poll(&pipes, nfds_t(pipes.count), 20)
    if program.input != nil, pipes.last.map({ $0.revents & Int16(POLLERR) != 0 }) == true { loseInput() }
  }

  /// The program has closed its input. What it answers to what it has read still counts.
  private func loseInput() {
    program.closeInput()
    outgoing = []
  }

  private func write() -> Bool {
    guard let input = program.input, !outgoing.isEmpty else { return false }
    let count = unsafe outgoing.prefix(1 << 16).withUnsafeBytes {
      unsafe Foundation.write(input, $0.baseAddress, $0.count)
    }
    if count < 0, errno == EPIPE { loseInput() }
    guard count > 0 else { return false }
    if let oldest = waiting.first, oldest.end > written { waitingSince = .now }
    outgoing = outgoing.dropFirst(count)
    written += count
    return true
  }

  private func readOutput() -> Bool {
    guard outputIsOpen, let chunk = Session.read(program.output) else { return false }
    if chunk.isEmpty { outputIsOpen = false }
    lines.append(chunk)
    return !chunk.isEmpty
  }

  @discardableResult
  private func readErrors() -> Bool {
    guard errorsAreOpen, let chunk = Session.read(program.errors) else { return false }
    if chunk.isEmpty { errorsAreOpen = false }
    complaints.append(chunk)
    return !chunk.isEmpty
  }

  /// What is there; none at the end, `nil` where it may come later.
  private static func read(_ descriptor: Int32) -> [UInt8]? {
    var count = 0
    let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, filled in
      count = unsafe Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      filled = max(0, count)
    }
    if count < 0, errno == EAGAIN || errno == EINTR { return nil }
    return chunk
  }
}

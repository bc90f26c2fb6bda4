import CMeasure
import Mapae

struct WrongVerdict: Error {
  let path: String
  let reason: Reason?
}

struct CounterIsWrong: Error {
  let control: String
  let found: Int
}

/// Heap allocations of one verification, on every verdict's path.
func measureAllocations(_ domain: MeasuredDomain, _ report: inout Report) throws {
  try proveCounter(&report)
  let group = "Heap allocations in one verification, from bytes"
  var covered: Set<Reason> = []
  for path in try VerdictPath.all(domain) {
    let count = try allocations(path) { path.verifier.judge(path.input, at: path.clock) }
    report.add(group, "\(path.reason?.name ?? "accepted"): \(path.name)", count, limit: 0)
    if let reason = path.reason { covered.insert(reason) }
  }
  report.note("\(covered.count) of \(Reason.allCases.count) reasons have a path.")

  // A text's bytes have to be somewhere: the pass that a verdict carries holds them.
  let accepted = try VerdictPath.all(domain)[1]
  let textGroup = "Heap allocations in one verification, from text"
  for (name, text, reason) in [
    ("accepted", MapaeText.encode(accepted.input), nil),
    ("another prefix", "HC1:" + Base41.encode(accepted.input), Reason.unsupportedVersion),
    ("lower case", MapaeText.encode(accepted.input).lowercasedDigits, .malformed),
  ] {
    let path = VerdictPath(name, reason, accepted.verifier, [])
    let count = try allocations(path) { path.verifier.judge(text: text, at: path.clock) }
    report.add(textGroup, name, "\(count)")
  }
}

extension String {
  fileprivate var lowercasedDigits: String { MapaeText.prefix + dropFirst(4).lowercased() }
}

private let rounds = 1_000

/// Allocations of one judgement, which must end in the path's verdict each time.
private func allocations(_ path: VerdictPath, of body: () -> Verdict) throws -> Int {
  try allocations {
    let reason = body().reason
    if reason != path.reason { throw WrongVerdict(path: path.name, reason: reason) }
  }
}

/// Allocations of one call, by N calls and by 2N; rounded up, so that one in many calls is seen.
private func allocations(_ body: () throws -> Void) throws -> Int {
  func count(_ rounds: Int) throws -> Int {
    let before = measure_allocations()
    for _ in 0..<rounds { try body() }
    return Int(measure_allocations() - before)
  }
  _ = try count(10)  // Caches and lazy values are made once.
  let (once, twice) = (try count(rounds), try count(2 * rounds))
  return (max(twice - once, once, twice / 2) + rounds - 1) / rounds
}

/// The counter must see what Swift and C allocate: one that is blind would find every budget kept.
private func proveCounter(_ report: inout Report) throws {
  var kept: [UInt8] = []
  var calls = 0
  for (name, expected, body) in [
    ("no allocation", 0, { calls += 1 }),
    ("one array", 1, { kept = [UInt8](repeating: UInt8(calls & 1), count: 100) }),
    (
      "an array in one call of a hundred", 1,
      {
        calls += 1
        if calls.isMultiple(of: 100) { kept = [UInt8](repeating: 1, count: 100) }
      }
    ),
    ("malloc, calloc, realloc and posix_memalign in C", 4, { measure_allocate_four_times() }),
  ] as [(String, Int, () -> Void)] {
    let found = try allocations(body)
    guard found == expected, kept.count <= 100 else { throw CounterIsWrong(control: name, found: found) }
    report.add("Controls: the counter of allocations sees", name, "\(found)")
  }
}

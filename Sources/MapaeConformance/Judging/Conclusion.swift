/// What is said at the end of a run.
struct Conclusion: Encodable {
  let grade: Grade
  let counts: Counts
  /// What went wrong beside the cases.
  let faults: [String]
  /// What is wrong with the list of known failures.
  let listFaults: [String]
  /// Listed cases that were answered rightly, and do not pass because no companion was.
  let listedButRight: [String]
  /// The cases that fail and are not listed.
  let unexpected: [CaseResult]

  struct Counts: Codable, Hashable, Sendable {
    var cases = 0
    var passed = 0
    var exact = 0
    var inexact = 0
    var wrong = 0
    var errors = 0
    var notCovered = 0
    /// Right by themselves, with no companion that is.
    var unaccompanied = 0
    var knownFailures = 0
    var wrongAcceptances = 0
  }

  private enum CodingKeys: CodingKey {
    case grade, counts, faults, listFaults, listedButRight
  }

  init(_ standing: Standing, faults: [String], _ known: KnownFailures, of set: VectorSet) {
    grade = standing.grade(faults: faults)
    self.faults = faults
    listFaults = known.faults(in: standing, of: set)
    listedButRight = known.entries.map(\.id).filter {
      standing[$0]?.status == .exact && !standing.isExactlyPassed($0)
    }
    counts = Counts(standing, known)
    unexpected = standing.results.filter { result in
      guard result.status != .exact, result.status != .notCovered else { return false }
      return !known.contains(result.id) || result.isWrongAcceptance
    }
  }

  /// `nil` where all is well.
  var exitCode: Int32? {
    if !faults.isEmpty || counts.cases == counts.notCovered { return 10 }
    if unexpected.contains(where: { !$0.status.isConformant }) { return 10 }
    if !unexpected.isEmpty { return 20 }
    return listFaults.isEmpty ? nil : 30
  }
}

extension Conclusion.Counts {
  init(_ standing: Standing, _ known: KnownFailures) {
    for result in standing.results {
      cases += 1
      switch result.status {
      case .exact: exact += 1
      case .inexact: inexact += 1
      case .wrong: wrong += 1
      case .error: errors += 1
      case .notCovered: notCovered += 1
      }
      if standing.isPassed(result.id) { passed += 1 } else if result.status.isConformant { unaccompanied += 1 }
      if result.isWrongAcceptance { wrongAcceptances += 1 }
      if known.contains(result.id), result.status != .exact, result.status != .notCovered { knownFailures += 1 }
    }
  }
}

/// The cases without which another one does not count as passed.
///
/// A program that always says the same would pass every case of one kind, and must pass none. So a case that is not
/// accepting counts only together with its twin, and an accepting case only together with one that is not: of those that
/// name it as their twin, or else that share a requirement with it, or a group, or at least the set. Both must ask the
/// same kind of question, or a program that lets in every pass would pass by what it says of bundles.
struct Companions {
  /// For each case those of which one must be right too.
  private let companions: [String: [String]]

  /// - Parameter cases: those that are asked.
  init(_ cases: [VectorCase]) {
    let asked = Set(cases.map(\.id))
    let refusing = cases.filter { !$0.isAccepting }
    let twins = refusing.map { ($0.id, [$0.twin ?? ""].filter(asked.contains)) }
    let others = Dictionary(grouping: cases) { $0.steps.last?.action.verb }.values.flatMap(Companions.ofAccepting)
    companions = Dictionary(uniqueKeysWithValues: twins + others)
  }

  /// Those of each accepting case, among cases that all ask the same kind of question.
  private static func ofAccepting(_ cases: [VectorCase]) -> [(String, [String])] {
    let refusing = cases.filter { !$0.isAccepting }
    let byTwin = Dictionary(grouping: refusing) { $0.twin ?? "" }
    let byGroup = Dictionary(grouping: refusing, by: \.group)
    var byRequirement: [String: [String]] = [:]
    for one in refusing {
      for requirement in one.requirements { byRequirement[requirement, default: []].append(one.id) }
    }
    return cases.filter(\.isAccepting).map { one in
      let tiers: [[String]?] = [
        byTwin[one.id]?.map(\.id), one.requirements.flatMap { byRequirement[$0] ?? [] },
        byGroup[one.group]?.map(\.id), refusing.map(\.id),
      ]
      return (one.id, tiers.compactMap(\.self).first { !$0.isEmpty } ?? [])
    }
  }

  subscript(id: String) -> [String] { companions[id] ?? [] }
}

import Mapae

/// In what two cases differ: settings by their names, inputs by their bytes.
struct CaseComparison {
  /// For people.
  let lines: [String]

  init(_ one: VectorCase, _ twin: VectorCase) {
    guard one.steps.count == twin.steps.count else {
      lines = ["its steps: \(one.steps.count), and \(twin.steps.count) of the twin"]
      return
    }
    lines = zip(one.steps, twin.steps).enumerated().flatMap { index, steps in
      let isLast = index == one.steps.count - 1
      return CaseComparison.compare(
        steps.0.action, steps.1.action, fields: isLast ? (one.values, twin.values) : (nil, nil)
      )
      .map { "step \(index + 1), \($0)" }
    }
  }

  private static func compare(
    _ one: VectorCase.Action, _ twin: VectorCase.Action, fields: (VectorCase.Values?, VectorCase.Values?)
  ) -> [String] {
    let names = Set(one.settings.map(\.name) + twin.settings.map(\.name)).sorted()
    let values = (
      Dictionary(one.settings.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }),
      Dictionary(twin.settings.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    )
    let settings = names.compactMap { name in
      values.0[name] == values.1[name]
        ? nil : "\(name): \(values.0[name] ?? "none"), and \(values.1[name] ?? "none") in the twin"
    }
    guard let input = one.input, let other = twin.input, input != other else { return settings }
    return settings
      + ByteComparison(input.bytes, other.bytes).ranges.map { ranges in
        InputDifference(input.bytes, ranges.left, fields.0).words + ", and "
          + InputDifference(other.bytes, ranges.right, fields.1).words + " in the twin"
      }
  }
}

extension VectorCase.Action {
  /// What the step says beside its input.
  fileprivate var settings: [(name: String, value: String)] {
    switch self {
    case .open(let anchor, let name): [("anchor", "\(anchor)"), ("state", name)]
    case .load(let input, let old, let new): [("form", "\(input.form)"), ("state", "\(old) to \(new)")]
    case .poster(let texts, let old, let new):
      [
        ("texts", texts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")),
        ("state", "\(old) to \(new)"),
      ]
    case .verify(let states, let terms, let earliest, let latest, let input):
      [("states", Wire.list(states)), ("clock", "\(earliest) to \(latest)"), ("form", "\(input.form)")] + terms.settings
    }
  }
}

extension Request.Terms {
  /// By the names of the chapter Conformance.
  fileprivate var settings: [(name: String, value: String)] {
    [
      ("scopes", Wire.list(scopes.map { "\($0.domain.hex.prefix(8))…:\($0.profile):\(Wire.hex($0.tags))" })),
      ("home", home?.hex ?? "-"), ("size", size.map(String.init) ?? "-"), ("age", age.map(String.init) ?? "-"),
      ("challenge", challenge.map(Wire.hex) ?? "-"), ("bare", bare ? "yes" : "no"),
    ]
  }
}

/// Some bytes of an input, with the fields that they belong to.
private struct InputDifference {
  let words: String

  private static let shownBytes = 24

  init(_ bytes: [UInt8], _ range: Range<Int>, _ values: VectorCase.Values?) {
    let shown = range.isEmpty ? "nothing" : Hex.encode(bytes[range].prefix(InputDifference.shownBytes))
    let rest = range.count > InputDifference.shownBytes ? "…" : ""
    let fields = (values?.fields ?? []).filter { $0.range.overlaps(range) }
    let names = fields.map { "\($0.name) \($0.meaning)" }.joined(separator: ", ")
    let place = range.isEmpty ? "at byte \(range.lowerBound)" : "bytes \(range.lowerBound) to \(range.upperBound - 1)"
    words = "\(place): \(shown)\(rest)" + (names.isEmpty ? "" : " (\(names))")
  }
}

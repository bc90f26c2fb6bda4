import Mapae

/// In what two cases differ: settings by their names, inputs by their fields and bytes.
struct CaseComparison {
  let differences: [Item]

  struct Item: Hashable {
    /// From 1.
    let step: Int
    let name: String
    let here: String
    let inTwin: String
  }

  init(_ one: VectorCase, _ twin: VectorCase) {
    guard one.steps.count == twin.steps.count else {
      differences = [
        Item(
          step: min(one.steps.count, twin.steps.count) + 1, name: "steps", here: "\(one.steps.count)",
          inTwin: "\(twin.steps.count)")
      ]
      return
    }
    differences = zip(one.steps, twin.steps).enumerated().flatMap { index, steps in
      let (action, other) = (steps.0.action, steps.1.action)
      let inputs = InputComparison(action.input, other.input)
      return (SettingComparison(action, other).pairs + inputs.pairs).map {
        Item(step: index + 1, name: $0.name, here: $0.here, inTwin: $0.inTwin)
      }
    }
  }
}

/// What two steps say otherwise beside their inputs.
private struct SettingComparison {
  let pairs: [(name: String, here: String, inTwin: String)]

  init(_ one: VectorCase.Action, _ twin: VectorCase.Action) {
    let values = (
      Dictionary(one.settings, uniquingKeysWith: { first, _ in first }),
      Dictionary(twin.settings, uniquingKeysWith: { first, _ in first })
    )
    let names = one.settings.map(\.0) + twin.settings.map(\.0).filter { values.0[$0] == nil }
    pairs = names.filter { values.0[$0] != values.1[$0] }
      .map { ($0, values.0[$0] ?? "nothing", values.1[$0] ?? "nothing") }
  }
}

extension VectorCase.Action {
  /// What the step says beside its input, by the names of the chapter Conformance.
  fileprivate var settings: [(String, String)] {
    switch self {
    case .open(let anchor, let name): [("anchor", "\(anchor)"), ("state", name)]
    case .load(let input, let old, let new): [("form", "\(input.form)"), ("state", "\(old) to \(new)")]
    case .poster(let texts, let old, let new):
      [("state", "\(old) to \(new)"), ("texts", "\(texts.count)")]
        + texts.enumerated().map { ("text \($0 + 1)", VisibleText.of(String(decoding: $1, as: UTF8.self))) }
    case .verify(let states, let terms, let earliest, let latest, let input):
      [("states", Wire.list(states)), ("earliest", "\(earliest)"), ("latest", "\(latest)"), ("form", "\(input.form)")]
        + terms.settings
    }
  }
}

extension Request.Terms {
  fileprivate var settings: [(String, String)] {
    [
      ("scopes", Wire.list(scopes.map(\.text))), ("home", home?.hex ?? "-"), ("size", size.map(String.init) ?? "-"),
      ("age", age.map(String.init) ?? "-"), ("challenge", challenge.map(Wire.hex) ?? "-"),
      ("bare", bare ? "yes" : "no"),
    ]
  }
}

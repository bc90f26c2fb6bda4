internal import Mapae

/// Bundles, made by a script and loaded into the states of up to four domains.
enum BundleTarget {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    let play = try Play(Script(bytes), Loading.check)
    for bundle in play.stages.flatMap(\.bundles) { _ = try Decoding.check(TrustBundle.self, bundle) }
    for state in play.states { try Loading.checkKept(state) }
    for history in History.all(of: play) { try history.checkSkipping(play.question.choices) }
  }

  /// A door that holds a status list, and a bundle of many deltas to it: each would cost a pass over the list.
  static func checkTime(_ bytes: [UInt8]) throws(Violation) {
    let desk = StatusDesk()
    var states: [Int: TrustState] = [:]
    var bundles: [Int: [UInt8]] = [:]
    try Growth.check { count in
      let bundle = desk.deltas(count / 20)
      (states[bundle.count], bundles[count]) = (desk.state(revoking: count), bundle)
      return bundle
    } _: { bundle in
      var state = states[bundle.count]
      _ = try? state?.load(bundle)
    }
  }
}

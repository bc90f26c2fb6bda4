import ArgumentParser
import Mapae

struct StatusDeltaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delta",
    abstract: "Make a small delta from one status list to a newer one.",
    discussion: """
      A door that holds the earlier list loads the delta like any bundle, and holds the newer one then, with its signature. \
      No key is needed: whoever has both lists can make it. The newer list is put together as doors will do it, and nothing \
      is written that does not give it byte for byte. The result is a bundle with the delta alone.

      Publish the newer list whole too. A door that holds no list, or another one than the delta is for, says \
      status-base-missing and needs it.

      EXAMPLES
        mapae status delta --from day8.mapae --to day9.mapae --out 8to9.mapae
        mapae trust load 8to9.mapae --state door
        mapae trust join 7to9.mapae 8to9.mapae --out week.mapae
      """)

  @Option(help: ArgumentHelp("The status list that doors hold, or a bundle with it alone.", valueName: "file"))
  var from: String

  @Option(help: ArgumentHelp("The newer one of the same issuer.", valueName: "file"))
  var to: String

  @Option(help: ArgumentHelp("The new file for the bundle.", valueName: "file"))
  var out: String

  @Flag(help: "Print a JSON object.")
  var json = false

  func run() throws {
    try Files.refuseExisting(out)
    let (base, list) = (try StatusFile.list(of: from), try StatusFile.list(of: to))
    let delta: StatusDelta
    do { delta = try StatusDelta(from: base, to: list) } catch { throw failure(error) }
    if base.keyNumber != list.keyNumber {
      Terminal.warn(
        "the lists are of two keys, \(base.keyNumber) and \(list.keyNumber): the delta is of use where both are the issuer's"
      )
    }
    if delta.bytes.count >= list.bytes.count {
      Terminal.warn("the delta is no smaller than the list, which has \(list.bytes.count) bytes: publish that alone")
    }
    try Files.write(TrustBundle.encode([delta.bytes]), to: out, replacing: false)
    try StatusText(.delta(delta)).show(asJSON: json)
  }

  private func failure(_ error: StatusDeltaError) -> ToolFailure {
    switch error {
    case .unrelated:
      ToolFailure(
        "\(from) and \(to) are of two domains or two generations", remedy: "Doors need the newer list whole.")
    case .notNewer:
      ToolFailure("the list in \(to) is not newer than that in \(from)", remedy: "Give the earlier one with --from.")
    case .notContained:
      ToolFailure(
        "the list in \(to) takes back what that in \(from) revokes, or lowers its first live serial",
        remedy: "Look whether both are of one issuer: mapae status show. If so, doors refuse the newer list too.")
    case .tooLarge:
      ToolFailure("the delta would be larger than a status list can be", remedy: "Publish the list whole.")
    }
  }
}

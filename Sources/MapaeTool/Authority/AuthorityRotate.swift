import ArgumentParser
import Mapae

struct AuthorityRotate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate",
    abstract: "Draft the authority record that follows another.",
    discussion: """
      A new record changes list keys, roots, thresholds or the time until which lists may last. Its own roots sign it, \
      and those of the record before; a root of both signs once for both. The draft holds the record before, so nothing \
      else travels with it.

      With --lost-roots no root of the record before signs. Doors must then be anchored at the new record by hand.

      EXAMPLES
        mapae authority rotate --previous bundle.mapae \\
            --root A --root B --root D --root-threshold 2 \\
            --list-key M --list-threshold 1 \\
            --lists-until 2028-12-31T00:00:00Z --out record-2.draft
      """)

  @Option(help: ArgumentHelp("The record before, or a bundle whose last record it is.", valueName: "file"))
  var previous: String

  @Flag(help: "No threshold of the roots before can sign any more.")
  var lostRoots = false

  @OptionGroup var record: RecordArguments

  func run() throws {
    let before = try RecordChain(files: [previous]).last
    guard before.number < .max else {
      throw ToolFailure("record 255 is the last of its domain", remedy: "Begin a new domain: mapae authority new")
    }
    let fields = record.fields(number: before.number + 1, origin: .domain(before.domain))
    guard fields.issuedAt >= before.issuedAt else {
      throw ToolFailure(
        "the record before was issued at \(before.issuedAt.text), after \(fields.issuedAt.text)",
        remedy: "Set the machine's clock, or give the true time with --at.")
    }
    try record.write(fields, after: lostRoots ? nil : before)
  }
}

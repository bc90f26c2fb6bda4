import ArgumentParser
import Mapae

/// From what the next list is made.
struct SourceArguments: ParsableArguments {
  @Argument(help: "The source: a JSON file with calendar, issuers and rules.")
  var source: String

  @OptionGroup var places: ArchiveArguments

  @Option(
    name: .customLong("at"),
    help: ArgumentHelp("When the list is issued; the system's clock by default.", valueName: "time"))
  var issuedAt: TimeArgument?

  /// The next list, checked, with the warnings that were shown.
  func draft(for publication: Publication) throws -> (TrustListDraft, warnings: [String]) {
    let now = UnixTime.systemClock
    let (record, history) = (publication.chain.last, publication.archive.history)
    let file = try ListSource.read(source)
    let fields = try list(of: file, record, history, now)
    let draft = try publication.draft(fields)
    var warnings = file.warnings(on: fields, under: record, after: history, now: now)
    if publication.needsNewAnchors {
      warnings.append("no door takes this list until it is anchored anew at \(publication.chain.anchor)")
    }
    for warning in warnings { Terminal.warn("warning: \(warning)") }
    return (draft, warnings)
  }

  private func list(
    of file: ListSource, _ record: AuthorityRecord, _ history: ListHistory, _ now: UnixTime
  ) throws -> TrustListFields {
    do {
      return try file.list(issuedAt: issuedAt?.time ?? now, under: record, after: history)
    } catch let failure as ToolFailure {
      throw failure.at(source)
    }
  }
}

import ArgumentParser
import Mapae

/// What a new authority record states.
struct RecordArguments: ParsableArguments {
  @Option(
    name: .customLong("root"),
    help: ArgumentHelp("A root's public key, 64 hexadecimal digits; once for each root.", valueName: "key"))
  var roots: [PublicKeyArgument]

  @Option(help: ArgumentHelp("How many roots must sign a record.", valueName: "count"))
  var rootThreshold: Int

  @Option(
    name: .customLong("list-key"),
    help: ArgumentHelp("The public key of a signer of trust lists; once for each.", valueName: "key"))
  var listKeys: [PublicKeyArgument]

  @Option(help: ArgumentHelp("How many list keys must sign a trust list.", valueName: "count"))
  var listThreshold: Int

  @Option(
    help: ArgumentHelp(
      "No trust list under this record may expire later: the planned last use of its list keys plus one list lifetime.",
      valueName: "time"))
  var listsUntil: TimeArgument

  @Option(
    name: .customLong("at"),
    help: ArgumentHelp("When the record is issued; the system's clock by default.", valueName: "time"))
  var issuedAt: TimeArgument?

  @Option(help: ArgumentHelp("The new draft.", valueName: "file"))
  var out: String

  func fields(number: UInt8, origin: AuthorityRecord.Origin) -> AuthorityRecordFields {
    AuthorityRecordFields(
      number: number, origin: origin, issuedAt: issuedAt?.time ?? .systemClock, listsUntil: listsUntil.time,
      roots: .init(keys: roots.map(\.key), threshold: rootThreshold),
      lists: .init(keys: listKeys.map(\.key), threshold: listThreshold))
  }

  /// Writes the draft of a record, and says what comes next.
  func write(_ fields: AuthorityRecordFields, after previous: AuthorityRecord?) throws {
    try check(fields)
    let draft = DraftFile.Content.record(try makeDraft(fields), after: previous)
    try ReadableFile.write(
      DraftFile(authorityRecord: RecordText(fields), previousRecord: previous.map { HexText($0.bytes) }), to: out)
    for line in draft.lines { print(line) }
    print("\nNext, on the machine of each root that signs: mapae authority sign \(out) --key ROOT.key --out ROOT.sig")
  }

  private func makeDraft(_ fields: AuthorityRecordFields) throws -> AuthorityRecordDraft {
    do { return try AuthorityRecordDraft(fields) } catch { throw ToolFailure("no such record: \(error.sentence)") }
  }

  /// Says in words what the encoder would refuse by an offset, and warns of what is allowed but unwise (SEC-15).
  private func check(_ fields: AuthorityRecordFields) throws {
    guard fields.listsUntil > fields.issuedAt else {
      throw ToolFailure(
        "--lists-until \(fields.listsUntil.text) is not after --at \(fields.issuedAt.text)",
        remedy: "Give the planned last use of the list keys plus one list lifetime.")
    }
    for (set, key, threshold) in [
      (fields.roots, "--root", "--root-threshold"), (fields.lists, "--list-key", "--list-threshold"),
    ] {
      guard set.keys.count <= AuthorityRecord.Keys.greatestCount else {
        throw ToolFailure("\(key) is given \(set.keys.count) times", remedy: "16 is the most.")
      }
      guard (1...max(1, set.keys.count)).contains(set.threshold) else {
        throw ToolFailure("\(threshold) \(set.threshold) of \(set.keys.count)", remedy: "Give 1 to \(set.keys.count).")
      }
    }
    var seen: Set<PublicKey> = []
    for key in fields.roots.keys + fields.lists.keys where !seen.insert(key).inserted {
      throw ToolFailure("\(key) is given twice", remedy: "Each root and each list key has a key of its own (TRUST-2).")
    }
    if fields.roots.threshold < 2 || fields.roots.threshold == fields.roots.keys.count {
      Terminal.warn(
        "warning: \(fields.roots.threshold) of \(fields.roots.keys.count) roots: with fewer than 2 one theft is enough, "
          + "with all of them one loss is (SEC-15)")
    }
  }
}

/// A public key on the command line.
struct PublicKeyArgument: ExpressibleByArgument {
  let key: PublicKey

  init?(argument: String) {
    guard let key = PublicKey(hex: argument) else { return nil }
    self.key = key
  }
}

import ArgumentParser
import Mapae

struct AuthorityNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Draft the first authority record of a new domain.",
    discussion: """
      The draft gets a random nonce, so that the domain is unlike any other. It needs no secret. Its digest is the \
      domain digest: what doors are anchored at.

      EXAMPLES
        mapae authority new --root A --root B --root C --root-threshold 2 \\
            --list-key L --list-threshold 1 \\
            --lists-until 2027-12-31T00:00:00Z --out record-1.draft
      """)

  @OptionGroup var record: RecordArguments

  func run() throws {
    try record.write(record.fields(number: 1, origin: .nonce(.random())), after: nil)
  }
}

import ArgumentParser

struct AuthorityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "authority",
    abstract: "Make the records that say which keys sign trust lists.",
    discussion: """
      A domain begins with authority record 1: its root keys, which sign records, and its list keys, which sign trust \
      lists. A draft is made on any machine, signed on each root's machine, and sealed where the signatures come \
      together. Drafts and signatures are JSON files that people can read.

      EXAMPLES
        mapae authority new --root A --root B --root C --root-threshold 2 \\
            --list-key L --list-threshold 1 \\
            --lists-until 2027-12-31T00:00:00Z --out record-1.draft
        mapae authority sign record-1.draft --key root-a.key --out root-a.sig
        mapae authority sign record-1.draft --key root-b.key --out root-b.sig
        mapae authority seal record-1.draft \\
            --signature root-a.sig --signature root-b.sig --out record-1.mapae
      """,
    subcommands: [AuthorityNew.self, AuthorityRotate.self, AuthoritySign.self, AuthoritySeal.self])
}

import ArgumentParser
import Mapae

struct TrustDraft: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draft",
    abstract: "Draft the next trust list, for list keys on several machines.",
    discussion: """
      The source, the checks and the warnings are those of `mapae trust sign`. The draft is a JSON file that people can \
      read. It needs no secret, and its list number is taken only when it is sealed.

      EXAMPLES
        mapae trust draft source.json --archive archive --out list.draft
        mapae authority sign list.draft --key list-1.key --out list-1.sig
        mapae trust seal list.draft --signature list-1.sig --signature list-2.sig \\
            --archive archive --out bundle.mapae
      """)

  @OptionGroup var source: SourceArguments

  @Option(help: ArgumentHelp("The new draft.", valueName: "file"))
  var out: String

  func run() throws {
    let publication = try Publication(source.places)
    let (draft, _) = try source.draft(for: publication)
    let text = ListText(draft.fields)
    try ReadableFile.write(DraftFile(trustList: text), to: out)
    for line in DraftFile.Content.list(draft).lines { print(line) }
    print("\nNext, on the machine of each list key: mapae authority sign \(out) --key LIST.key --out LIST.sig")
  }
}

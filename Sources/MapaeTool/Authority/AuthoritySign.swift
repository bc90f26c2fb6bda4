import ArgumentParser
import Foundation
import Mapae

struct AuthoritySign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Sign the draft of an authority record or of a trust list.",
    discussion: """
      What is signed is printed first. Read its keys and times against the protocol: a root that signs what it has not \
      read is a pen. On a terminal the command then asks; anything but yes signs nothing.

      EXAMPLES
        mapae authority sign record-1.draft --key root-a.key --out root-a.sig
        mapae authority sign list.draft --key list-1.key --out list-1.sig
      """)

  @Argument(help: "The draft.")
  var draft: String

  @OptionGroup var key: KeyArguments

  @Option(help: ArgumentHelp("The new file for the signature.", valueName: "file"))
  var out: String

  func run() throws {
    let content = try DraftFile.read(draft)
    for line in content.lines { print(line) }
    let secret = try key.load()
    guard content.allows(secret.publicKey) else {
      throw ToolFailure(
        "\(key.key) has no say in this draft: \(secret.publicKey) is not one of its keys",
        remedy: "Sign with the key of one of the roots above, or of a root of the record before.")
    }
    try AuthoritySign.confirm()
    try ReadableFile.write(SignatureFile(content, by: secret), to: out)
    print("\nsigned by \(secret.publicKey)")
  }

  /// A script has read the draft before it runs this; a person is asked.
  private static func confirm() throws {
    guard isatty(STDIN_FILENO) == 1 else { return }
    Terminal.warn("\nSign this? Type yes:")
    guard readLine() == "yes" else { throw ToolFailure("nothing was signed") }
  }
}

extension DraftFile.Content {
  /// Whether a key may be one of the signers. Which keys sign lists stands in the record, which a list's draft lacks.
  fileprivate func allows(_ key: PublicKey) -> Bool {
    switch self {
    case .record(let draft, let previous):
      draft.fields.roots.keys.contains(key) || previous?.roots.keys.contains(key) ?? false
    case .list: true
    }
  }
}

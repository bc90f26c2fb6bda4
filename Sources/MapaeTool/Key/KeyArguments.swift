import ArgumentParser
import Mapae

/// The key that a command signs with.
struct KeyArguments: ParsableArguments {
  @Option(help: ArgumentHelp("The key file to sign with, from `mapae key new`.", valueName: "file"))
  var key: String

  @OptionGroup var protection: PassphraseArguments

  func load() throws -> SigningKey { try KeyFile(path: key).load(passphraseFile: protection.passphraseFile) }
}

/// What opens a protected key file.
struct PassphraseArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file whose first line is the passphrase of a protected key; without it, the terminal is asked.",
      valueName: "file"))
  var passphraseFile: String?
}

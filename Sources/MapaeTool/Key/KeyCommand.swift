import ArgumentParser
import Mapae

struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Make key files and show their public keys.",
    discussion: """
      Every part of a domain has keys of its own: roots sign authority records, list keys sign trust lists, issuer keys \
      sign passes. All are Ed25519 keys and look the same. Make each on the machine that signs with it.

      EXAMPLES
        mapae key new issuer.key
        mapae key new root-a.key --passphrase
        mapae key show issuer.key
      """,
    subcommands: [KeyNew.self, KeyShow.self])
}

struct KeyNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a new random key into each new file, and print its public key.",
    discussion: """
      Only the file's owner can read it, and a file that is there is never overwritten. Keep a copy of a root key in \
      another building: nobody can make it again.

      With a passphrase the key is sealed (Argon2id with 256 MiB, then XSalsa20-Poly1305). The passphrase comes from the \
      terminal or from a file, never from an argument, since every process of a machine can read arguments.

      EXAMPLES
        mapae key new issuer.key
        mapae key new root-a.key --passphrase
        mapae key new root-a.key --passphrase-file /media/stick/passphrase
        mapae key new march.key april.key may.key
      """)

  @Argument(help: ArgumentHelp("The new file; or several, each for a key of its own.", valueName: "file"))
  var files: [String]

  @Flag(help: "Ask the terminal for a passphrase, twice, for each key.")
  var passphrase = false

  @Option(help: ArgumentHelp("Protect the key with the first line of a file.", valueName: "file"))
  var passphraseFile: String?

  @Flag(help: "Print a JSON object for each key: {\"publicKey\": …}.")
  var json = false

  func validate() throws {
    if passphrase && passphraseFile != nil {
      throw ValidationError("Give --passphrase or --passphrase-file, not both.")
    }
  }

  func run() throws {
    for file in files { try show(create(KeyFile(path: file)), json: json) }
  }

  private func create(_ file: KeyFile) throws -> PublicKey {
    if let passphraseFile { return try file.create(passphrase: try Passphrase.read(from: passphraseFile)) }
    if passphrase { return try file.create(passphrase: try KeyNew.askTwice()) }
    return try file.create(passphrase: nil)
  }

  private static func askTwice() throws -> GuardedBytes {
    let first = try Passphrase.ask("New passphrase: ")
    let second = try Passphrase.ask("Once more: ")
    guard first.isEqual(to: second) else {
      throw ToolFailure("the two passphrases differ", remedy: "Begin again; nothing was written.")
    }
    return first
  }
}

struct KeyShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the public key of a key file: 64 hexadecimal digits.",
    discussion: """
      The public key stands in the file beside the secret one, so no passphrase is needed.

      EXAMPLES
        mapae key show root-a.key
      """)

  @Argument(help: "The key file.")
  var file: String

  @Flag(help: "Print a JSON object: {\"publicKey\": …}.")
  var json = false

  func run() throws { try show(try KeyFile(path: file).publicKey(), json: json) }
}

private func show(_ publicKey: PublicKey, json: Bool) throws {
  print(json ? try JSONLine.text(["publicKey": "\(publicKey)"]) : "\(publicKey)")
}

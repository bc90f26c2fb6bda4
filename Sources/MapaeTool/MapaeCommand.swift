import ArgumentParser

@main
struct MapaeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mapae",
    abstract: "Make, issue and check passes that need no network.",
    discussion: """
      An authority makes its record and signs trust lists (authority, trust), an issuer signs passes and revokes them \
      (issuer, issue, revoke, status), a holder shows them (request, present), a door checks them (verify). Nothing here \
      ever opens a network connection.

      EXAMPLES
        mapae key new issuer.key
        mapae trust load bundle.mapae --state door --anchor H
        mapae verify pass.png --state door --accept vaccination
        mapae inspect pass.png
        mapae help issue

      EXIT CODES
        0   done; for verify: every pass accepted
        1   an input could not be read, or something was refused
        10  verify: a pass was rejected
        20  verify: a pass is undecided, and none was rejected
        30  verify: every pass accepted, but a check could not be recorded
        64  the command was written wrongly, or there was no input
      """,
    version: "mapae \(Software.version) (format version 1)",
    subcommands: [
      KeyCommand.self, AuthorityCommand.self, TrustCommand.self, IssuerCommand.self, IssueCommand.self,
      RevokeCommand.self, StatusCommand.self, RequestCommand.self, PresentCommand.self, VerifyCommand.self,
      InspectCommand.self, QRCommand.self,
    ])

  static func main() {
    Files.holdStandardDescriptors()
    main(nil)
  }
}

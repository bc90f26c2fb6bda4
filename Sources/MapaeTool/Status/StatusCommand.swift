import ArgumentParser

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Sign an issuer's list of revoked passes, show one, make deltas.",
    discussion: """
      An issuer writes down what it revokes (mapae revoke) and signs a status list now and then, with a key that the \
      authority lists for it. Doors load the list like any bundle: mapae trust load. A door that holds an earlier list needs \
      a delta only, which is many times smaller.

      EXAMPLES
        mapae revoke 73400 --issuer desk/
        mapae status sign --issuer desk/ --key status.key --lifetime 7d \\
            --out status.mapae
        mapae status show status.mapae
        mapae trust load status.mapae --state door
        mapae status delta --from day8.mapae --to day9.mapae --out 8to9.mapae
      """,
    subcommands: [StatusSign.self, StatusShow.self, StatusDeltaCommand.self])
}

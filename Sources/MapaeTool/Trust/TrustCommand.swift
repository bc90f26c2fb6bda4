import ArgumentParser

struct TrustCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trust",
    abstract: "Sign trust lists, and load them as doors do.",
    discussion: """
      A lister signs lists from a source that people write, and keeps every bundle in an archive. A door keeps a folder \
      with its state, begun from an anchor, and loads bundles into it. Neither asks any network.

      EXAMPLES
        mapae trust sign source.json --record record-1.mapae --archive archive \\
            --key list-1.key --out bundle.mapae
        mapae trust check bundle.mapae --anchor H
        mapae trust load bundle.mapae --state door --anchor H
        mapae trust load tomorrow.mapae --state door
        mapae trust show --state door
      """,
    subcommands: [
      TrustSign.self, TrustDraft.self, TrustSeal.self, TrustJoin.self, TrustCheck.self, TrustLoad.self, TrustShow.self,
    ])
}

import ArgumentParser
import Mapae

/// An anchor on the command line. It comes from a letter, a call, another site than the bundles (SEC-8).
struct AnchorArgument: ExpressibleByArgument {
  let anchor: Anchor

  init?(argument: String) {
    guard let anchor = Anchor(argument) else { return nil }
    self.anchor = anchor
  }
}

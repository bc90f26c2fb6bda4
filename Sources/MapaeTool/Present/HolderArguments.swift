import ArgumentParser
import Mapae

/// The domain of a bound pass: the pass holds four bytes of its digest, and signatures cover all 32 (PRESENT-19).
struct DomainArgument: ParsableArguments {
  @Option(help: ArgumentHelp("The domain's digest, or its anchor: 64 hexadecimal digits.", valueName: "digest"))
  var domain: AnchorArgument

  var digest: Digest { domain.anchor.domain }
}

/// A challenge on the command line, in hexadecimal digits.
struct ChallengeArgument: ExpressibleByArgument {
  let challenge: Challenge

  init?(argument: String) {
    guard let challenge = Hex.decode(argument).flatMap(Challenge.init) else { return nil }
    self.challenge = challenge
  }
}

internal import Mapae

/// A presentation, decoded as it is.
enum PresentationTarget {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    guard let presentation = try Decoding.check(UnverifiedPresentation.self, bytes) else { return }
    try require(presentation.challenge.count <= Challenge.greatestSize, "a challenge is too long")
    let pass = presentation.pass.bytes
    try require((try? UnverifiedPass(decoding: pass).encoded()) == pass, "a pass inside is none by itself")
  }
}

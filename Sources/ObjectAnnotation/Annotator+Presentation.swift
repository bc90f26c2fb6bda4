import Mapae

/// The tables of chapter Presentation.
extension Annotator {
  mutating func walkPresentation() throws {
    try walkProofHead("presented at")
    // Fewer bytes than a signature has: none of them can be the pass.
    let pass = end - Signature.size - offset
    if pass > 0 { try inside("pass", count: pass) { try $0.walkObject() } }
    try field("signature", Signature.size) { _ in "of the pass's holder key; not checked here" }
  }

  mutating func walkPassRequest() throws {
    try walkProofHead("requested at")
    try field("holder key", 32) { _ in "the key that the pass is to name" }
    try field("signature", Signature.size) { _ in "of the holder key; not checked here" }
  }

  private mutating func walkProofHead(_ timeName: String) throws {
    try time(timeName)
    let count = try count("challenge length", 1)
    if count > 0 { try field("challenge", count) { _ in "as the door or the issuer gave it" } }
  }
}

import Mapae

/// What a verifier finds in the claims of a well-formed pass, bare or presented, where everything else is good.
enum PassNotes {
  static func of(_ bytes: [UInt8]) -> [String] {
    let presentation = try? UnverifiedPresentation(decoding: bytes)
    guard let pass = presentation?.pass ?? (try? UnverifiedPass(decoding: bytes)) else { return [] }
    let findings = ClaimFindings(pass.unverifiedClaims, profile: pass.profile)
    var notes: [String] = []
    if let tag = findings.invalid {
      let name = tag.text(in: pass.profile)
      notes.append("\(Reason.invalidClaims.name): \(name) breaks its type, or excludes another claim that is there.")
    }
    if findings.lacksRequired {
      notes.append("\(Reason.invalidClaims.name): a claim that the profile \(pass.profile) requires is absent.")
    }
    if let tag = findings.unsupported {
      let name = tag.text(in: pass.profile)
      notes.append("\(Reason.unsupportedClaim.name): only a door that has learnt \(name) can judge this pass.")
    }
    if presentation != nil, pass.unverifiedClaims[.holderKey] == nil {
      notes.append("\(Reason.badHolderProof.name): the pass names no holder key.")
    }
    return notes
  }
}

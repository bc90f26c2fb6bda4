import Mapae

/// What a load must answer, as it stands in a file.
struct WrittenLoad: Decodable {
  let answer: Answer

  init(from decoder: any Decoder) throws {
    let keys = try decoder.keys()
    let form = keys.contains("lists") ? "lists" : keys.contains("refusal") ? "refusal" : nil
    let fields = try decoder.fields(["result", "digest"] + (form.map { [$0] } ?? []))
    let digest: Digest = try fields.parsed("digest", Wire.digest)
    switch (try fields("result", as: String.self), form) {
    case ("loaded", "lists"):
      answer = .loaded(digest, refused: try fields("lists", as: [WrittenListRefusal].self).flatMap(\.refusals))
    case ("refused", "refusal"): answer = .refused(try fields.parsed("refusal", Wire.name), digest)
    case ("nothing", nil): answer = .nothing(digest)
    default:
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "loaded with lists, refused with refusal, or nothing"))
    }
  }
}

/// A status list that is not taken, or a run of them from `part` to `last`.
private struct WrittenListRefusal: Decodable {
  let refusals: [Answer.ListRefusal]

  /// The most parts of a bundle (TRUST-19).
  private static let greatestPart: UInt32 = 65_536

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(["part", "refusal"], optional: ["last"])
    let (part, refusal): (UInt32, String) = (try fields("part"), try fields.parsed("refusal", Wire.name))
    let last = try fields.ifThere("last") ?? part
    guard 1 <= part, part <= last, last <= WrittenListRefusal.greatestPart else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "these are no parts of a bundle"))
    }
    refusals = (part...last).map { Answer.ListRefusal(number: $0, refusal: refusal) }
  }
}

/// What a verdict must be, as it stands in a file.
struct WrittenVerdict: Decodable {
  let judgement: Answer.Judgement

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(["outcome", "reason", "authentic", "advisories", "instant"])
    let outcome: Answer.Judgement.Outcome = try fields("outcome")
    let reason = try fields.parsedOrNull("reason", Wire.name)
    guard (reason == nil) == (outcome == .accepted) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "there is a reason unless it is accepted"))
    }
    judgement = Answer.Judgement(
      outcome: outcome, reason: reason, isAuthentic: try fields("authentic"), advisories: try fields("advisories"),
      instant: try fields("instant", as: Int64?.self).map(Answer.Instant.at) ?? .none)
  }
}

/// A policy as it stands in a file.
struct WrittenPolicy: Decodable {
  let terms: Request.Terms

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(["scopes", "home", "size", "age", "challenge", "bare"])
    terms = Request.Terms(
      scopes: try fields("scopes", as: [WrittenScope].self).map(\.scope),
      home: try fields.parsedOrNull("home", Wire.digest), size: try fields("size", as: UInt32?.self),
      age: try fields("age", as: UInt32?.self), challenge: try fields.parsedOrNull("challenge", HexText.bytes),
      bare: try fields("bare"))
  }
}

private struct WrittenScope: Decodable {
  let scope: Request.Terms.Scope

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(["domain", "profile", "tags"])
    scope = Request.Terms.Scope(
      domain: try fields.parsed("domain", Wire.digest), profile: try fields("profile"), tags: try fields("tags"))
  }
}

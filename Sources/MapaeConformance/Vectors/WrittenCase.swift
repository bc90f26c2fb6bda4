import Mapae

/// A case as it stands in a file, where objects are named.
struct WrittenCase: Decodable {
  private let id: String
  private let comment: String
  private let requirements: [String]
  private let flags: [String]
  private let needs: [Capability]
  private let twin: String?
  private let steps: [WrittenStep]
  private let values: WrittenValues?

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(
      ["id", "comment", "requirements", "flags", "needs", "steps"], optional: ["twin", "values"])
    id = try fields.parsed("id", WrittenCase.name)
    comment = try fields("comment")
    requirements = try fields("requirements")
    flags = try fields("flags")
    needs = try fields("needs")
    twin = try fields.ifThere("twin")
    steps = try fields("steps")
    values = try fields.ifThere("values")
  }

  func resolved(_ group: String, _ objects: [String: [UInt8]]) throws -> VectorCase {
    var names: Set<String> = []
    let resolved = try steps.map { step in
      let missing = step.statesNeeded.subtracting(names)
      guard missing.isEmpty else { throw fault("a step names a state that no step before it made") }
      if let made = step.stateMade { names.insert(made) }
      return VectorCase.Step(action: try step.action(resolve: { try input($0, objects) }), expected: step.expected)
    }
    guard !resolved.isEmpty, !requirements.isEmpty else { throw fault("a case has a step and a requirement") }
    return VectorCase(
      id: id, group: group, comment: comment, requirements: requirements, flags: flags,
      needs: Set(needs).union([.core]), twin: twin, steps: resolved, signed: values?.signed ?? [])
  }

  private func input(_ written: WrittenInput, _ objects: [String: [UInt8]]) throws -> Request.Input {
    switch written {
    case .text(let text): return Request.Input(form: .text, bytes: Array(text.utf8))
    case .bytes(let bytes): return Request.Input(form: .bytes, bytes)
    case .object(let name):
      guard let bytes = objects[name] else { throw fault("there is no object \(name)") }
      return Request.Input(form: .bytes, bytes: bytes)
    }
  }

  private func fault(_ words: String) -> DecodingError {
    .dataCorrupted(.init(codingPath: [AnyKey(stringValue: id)], debugDescription: words))
  }

  static func name(_ text: String) -> String? { text.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/).map { _ in text } }
}

/// What a step loads or asks about.
enum WrittenInput {
  case text(String)
  case bytes(LongBytes)
  case object(String)
}

/// A step as it stands in a file.
struct WrittenStep: Decodable {
  private let shape: Shape
  let expected: Answer

  private enum Shape {
    case open(Anchor, as: String)
    case load(WrittenInput, into: String, as: String)
    case poster([String], into: String, as: String)
    case verify([String], Request.Terms, [Int64], WrittenInput)
  }

  init(from decoder: any Decoder) throws {
    let keys = try decoder.keys()
    if keys.contains("open") {
      let fields = try decoder.fields(["state", "open"])
      shape = .open(try fields.parsed("open") { Anchor($0) }, as: try fields("state"))
      let nothing: [UInt8] = []
      expected = .opened(Digest(sha256Of: nothing.span))
    } else if keys.contains("load") {
      let form = keys.contains("text") ? "text" : "bytes"
      let fields = try decoder.fields(["state", "load", form, "expect"])
      shape = .load(try WrittenStep.input(fields, form), into: try fields("load"), as: try fields("state"))
      expected = try fields("expect", as: WrittenLoad.self).answer
    } else if keys.contains("poster") {
      let fields = try decoder.fields(["state", "poster", "texts", "expect"])
      shape = .poster(try fields("texts"), into: try fields("poster"), as: try fields("state"))
      expected = try fields("expect", as: WrittenLoad.self).answer
    } else {
      let form = keys.contains("text") ? "text" : "bytes"
      let fields = try decoder.fields(["verify", "policy", "clock", form, "expect"])
      let clock: [Int64] = try fields("clock")
      guard clock.count == 2, clock[0] <= clock[1] else {
        throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no clock reading"))
      }
      let terms = try fields("policy", as: WrittenPolicy.self).terms
      shape = .verify(try fields("verify"), terms, clock, try WrittenStep.input(fields, form))
      expected = .verdict(try fields("expect", as: WrittenVerdict.self).judgement)
    }
  }

  private static func input(_ fields: StrictFields, _ form: String) throws -> WrittenInput {
    if form == "text" { return .text(try fields("text")) }
    return try fields("bytes", as: WrittenBytes.self).input
  }

  var stateMade: String? {
    switch shape {
    case .open(_, let name), .load(_, _, let name), .poster(_, _, let name): name
    case .verify: nil
    }
  }

  var statesNeeded: Set<String> {
    switch shape {
    case .open: []
    case .load(_, let name, _), .poster(_, let name, _): [name]
    case .verify(let names, _, _, _): Set(names)
    }
  }

  func action(resolve: (WrittenInput) throws -> Request.Input) rethrows -> VectorCase.Action {
    switch shape {
    case .open(let anchor, let name): .open(anchor, as: name)
    case .load(let input, let old, let new): .load(try resolve(input), into: old, as: new)
    case .poster(let texts, let old, let new): .poster(texts.map { Array($0.utf8) }, into: old, as: new)
    case .verify(let states, let terms, let clock, let input):
      .verify(states, terms, earliest: clock[0], latest: clock[1], try resolve(input))
    }
  }
}

/// What helps a reader of the file. Its fields are for people; this program names them itself.
private struct WrittenValues: Decodable {
  let signed: [VectorCase.SignedBytes]

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields([], optional: ["bytes", "signed", "fields", "parts"])
    _ = try fields.ifThere("bytes", as: HexText.self)
    _ = try fields.ifThere("fields", as: [Field].self)
    let whole = try fields.ifThere("signed", as: HexText.self)
    let parts = try fields.ifThere("parts", as: [Part].self) ?? []
    signed = (whole.map { [.init(part: nil, bytes: $0.bytes)] } ?? []) + parts.compactMap(\.signed)
  }

  private struct Part: Decodable {
    let signed: VectorCase.SignedBytes?

    init(from decoder: any Decoder) throws {
      let fields = try decoder.fields(["part", "fields"], optional: ["signed"])
      _ = try fields("fields", as: [Field].self)
      let number: Int = try fields("part")
      signed = try fields.ifThere("signed", as: HexText.self).map { .init(part: number, bytes: $0.bytes) }
    }
  }

  private struct Field: Decodable {
    init(from decoder: any Decoder) throws {
      let fields = try decoder.fields(["name", "offset", "bytes", "meaning"])
      _ = try fields("name", as: String.self)
      _ = try fields("offset", as: Int.self)
      _ = try fields("bytes", as: HexText.self)
      _ = try fields("meaning", as: String.self)
    }
  }
}

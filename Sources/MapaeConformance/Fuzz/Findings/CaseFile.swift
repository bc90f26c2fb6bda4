import Foundation
import Mapae
import ToolSupport

/// Cases as a set of test vectors, which `run` and `repeat` read (test-vectors/README.md).
struct CaseFile: Encodable {
  private let format = VectorFile.format
  private let group = "fuzz"
  private let about: String
  private let objects: [String: String] = [:]
  private let cases: [WritableCase]

  init(_ findings: [Finding], about: String) {
    self.about = about
    cases = findings.flatMap { $0.cases }
  }

  /// Fails where files could not be written to a folder, before hours are spent on them; leaves things as they were.
  static func requireWritable(_ folder: String) throws {
    var (path, missing) = (URL(fileURLWithPath: folder).standardizedFileURL, [URL]())
    while !FileManager.default.fileExists(atPath: path.path) {
      missing.append(path)
      path.deleteLastPathComponent()
    }
    try make(folder)
    let isWritable = FileManager.default.isWritableFile(atPath: folder)
    for path in missing where try FileManager.default.contentsOfDirectory(atPath: path.path).isEmpty {
      try FileManager.default.removeItem(at: path)
    }
    guard isWritable else { throw unusable(folder) }
  }

  private static func make(_ folder: String) throws {
    do { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) } catch {
      throw unusable(folder)
    }
  }

  private static func unusable(_ folder: String) -> ToolFailure {
    ToolFailure("cannot write to the folder \(folder)", remedy: "Give another one: --findings FOLDER")
  }

  /// Writes the file and its manifest to a folder, in place of those that are there.
  func write(to folder: String) throws {
    guard !cases.isEmpty else { return }
    try CaseFile.make(folder)
    let bytes = try CaseFile.json(self)
    let digest = Digest(sha256Of: bytes.span)
    let line = Array("fuzz.json \(digest)\n".utf8)
    try Files.write(bytes, to: folder + "/fuzz.json")
    let manifest = WritableManifest(
      sha256: Digest(sha256Of: line.span).hex, cases: cases.count,
      files: [.init(name: "fuzz.json", sha256: digest.hex, cases: cases.count)])
    try Files.write(try CaseFile.json(manifest), to: folder + "/manifest.json")
  }

  private static func json(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value)) + [0x0a]
  }
}

private struct WritableManifest: Encodable {
  let format = VectorFile.format
  let version = Software.version
  let sha256: String
  let cases: Int
  let files: [File]

  struct File: Encodable {
    let name: String
    let sha256: String
    let cases: Int
  }
}

/// A case as it stands in a file.
struct WritableCase: Encodable {
  let id: String
  let comment: String
  let requirements: [String]
  let flags: [String] = []
  let needs: [String]
  let twin: String?
  let steps: [WritableStep]

  init(_ id: String, _ comment: String, _ requirements: [String], twin: String?, _ steps: [VectorCase.Step]) {
    (self.id, self.comment, self.requirements, self.twin) = (id, comment, requirements, twin)
    let needs = steps.reduce(into: Set<Capability>()) { $0.formUnion($1.action.needs) }
    self.needs = needs.subtracting([.core]).sorted().map(\.rawValue)
    self.steps = steps.map(WritableStep.init)
  }
}

/// A step as it stands in a file.
struct WritableStep: Encodable {
  private let step: VectorCase.Step

  init(_ step: VectorCase.Step) { self.step = step }

  func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: AnyKey.self)
    switch step.action {
    case .open(let anchor, let name):
      try fields.encode(name, forKey: "state")
      try fields.encode("\(anchor)", forKey: "open")
      return
    case .load(let input, let old, let name):
      try fields.encode(name, forKey: "state")
      try fields.encode(old, forKey: "load")
      try fields.encode(input)
    case .poster(let texts, let old, let name):
      try fields.encode(name, forKey: "state")
      try fields.encode(old, forKey: "poster")
      try fields.encode(texts.map { String(decoding: $0, as: UTF8.self) }, forKey: "texts")
    case .verify(let states, let terms, let earliest, let latest, let input):
      try fields.encode(states, forKey: "verify")
      try fields.encode(WritablePolicy(terms), forKey: "policy")
      try fields.encode([earliest, latest], forKey: "clock")
      try fields.encode(input)
    }
    try fields.encode(WritableAnswer(step.expected), forKey: "expect")
  }
}

extension KeyedEncodingContainer<AnyKey> {
  fileprivate mutating func encode(_ value: some Encodable, forKey key: String) throws {
    try encode(value, forKey: AnyKey(stringValue: key))
  }

  /// Bytes in hexadecimal, or a text as it is.
  fileprivate mutating func encode(_ input: Request.Input) throws {
    switch input.form {
    case .bytes: try encode(WritableBytes(input.bytes), forKey: "bytes")
    case .text: try encode(String(decoding: input.bytes, as: UTF8.self), forKey: "text")
    }
  }

  fileprivate mutating func encodeOrNull(_ value: (some Encodable)?, forKey key: String) throws {
    if let value { try encode(value, forKey: key) } else { try encodeNil(forKey: AnyKey(stringValue: key)) }
  }
}

private struct WritablePolicy: Encodable {
  let terms: Request.Terms

  init(_ terms: Request.Terms) { self.terms = terms }

  private struct Scope: Encodable {
    let domain: String
    let profile: UInt16
    let tags: [UInt8]
  }

  func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: AnyKey.self)
    let scopes = terms.scopes.map { Scope(domain: $0.domain.hex, profile: $0.profile, tags: $0.tags) }
    try fields.encode(scopes, forKey: "scopes")
    try fields.encodeOrNull(terms.home?.hex, forKey: "home")
    try fields.encodeOrNull(terms.size, forKey: "size")
    try fields.encodeOrNull(terms.age, forKey: "age")
    try fields.encodeOrNull(terms.challenge.map { Hex.encode($0) }, forKey: "challenge")
    try fields.encode(terms.bare, forKey: "bare")
  }
}

private struct WritableAnswer: Encodable {
  let answer: Answer

  init(_ answer: Answer) { self.answer = answer }

  private struct ListRefusal: Encodable {
    let part: UInt32
    let refusal: String
  }

  func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: AnyKey.self)
    switch answer {
    case .loaded(let digest, let refused):
      try fields.encode("loaded", forKey: "result")
      try fields.encode(digest.hex, forKey: "digest")
      try fields.encode(refused.map { ListRefusal(part: $0.number, refusal: $0.refusal) }, forKey: "lists")
    case .refused(let refusal, let digest):
      try fields.encode("refused", forKey: "result")
      try fields.encode(refusal, forKey: "refusal")
      try fields.encode(digest.hex, forKey: "digest")
    case .nothing(let digest):
      try fields.encode("nothing", forKey: "result")
      try fields.encode(digest.hex, forKey: "digest")
    case .verdict(let judgement):
      try fields.encode(judgement.outcome, forKey: "outcome")
      try fields.encodeOrNull(judgement.reason, forKey: "reason")
      try fields.encode(judgement.isAuthentic, forKey: "authentic")
      try fields.encode(judgement.advisories, forKey: "advisories")
      if case .at(let instant) = judgement.instant {
        try fields.encode(instant, forKey: "instant")
      } else {
        try fields.encodeNil(forKey: AnyKey(stringValue: "instant"))
      }
    case .hello, .opened, .dropped, .error: break
    }
  }
}

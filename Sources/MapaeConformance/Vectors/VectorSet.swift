import Foundation
import Mapae
import ToolSupport

/// A folder of test vectors, whole and as its manifest says.
struct VectorSet: Sendable {
  let version: String
  /// Over the names and digests of its files.
  let digest: Digest
  /// In the order of the files and of the cases in them.
  let cases: [VectorCase]
  /// By their names: what kind of bug each stands for, and what an attacker gains.
  let flags: [String: Flag]

  struct Flag: Decodable, Sendable {
    let bug: String
    let gain: String

    init(from decoder: any Decoder) throws {
      let fields = try decoder.fields(["bug", "gain"])
      bug = try fields("bug")
      gain = try fields("gain")
    }
  }

  subscript(id: String) -> VectorCase? { positions[id].map { cases[$0] } }

  private let positions: [String: Int]

  /// - Parameters:
  ///   - flags: those that the cases name.
  init(version: String, digest: Digest, cases: [VectorCase], flags: [String: Flag]) throws {
    (self.version, self.digest, self.cases, self.flags) = (version, digest, cases, flags)
    positions = Dictionary(cases.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    guard positions.count == cases.count else { throw ToolFailure("two cases have one id") }
    for one in cases { try check(one) }
  }

  private func check(_ one: VectorCase) throws {
    if let unknown = one.flags.first(where: { flags[$0] == nil }) {
      throw ToolFailure("\(one.id): there is no flag \(unknown)")
    }
    guard let answer = one.steps.last?.expected else { throw ToolFailure("\(one.id): a case has a step") }
    guard let twin = one.twin else {
      guard answer.letsIn else { throw ToolFailure("\(one.id): a case that is not accepting has a twin") }
      return
    }
    guard self[twin]?.isAccepting == true else { throw ToolFailure("\(one.id): its twin is no accepting case") }
    guard !answer.letsInAll else { throw ToolFailure("\(one.id): an accepting case has no twin") }
  }
}

extension VectorSet {
  /// Reads a folder, and refuses it where a file is not the one that the manifest names.
  init(folder: String) throws {
    guard FileManager.default.fileExists(atPath: folder + "/manifest.json") else {
      throw ToolFailure("\(folder) holds no test vectors", remedy: "Give the folder of manifest.json: --vectors FOLDER")
    }
    let manifest = try VectorSet.read(Manifest.self, VectorSet.bytes(folder, "manifest.json"), "manifest.json")
    var cases: [VectorCase] = []
    var flags: [String: Flag] = [:]
    for file in manifest.files {
      let bytes = try VectorSet.bytes(folder, file.name)
      guard Digest(sha256Of: bytes.span) == file.digest else {
        throw ToolFailure("\(folder)/\(file.name) is not the file that the manifest names")
      }
      if file.name == "flags.json" {
        flags = try VectorSet.read(FlagFile.self, bytes, file.name).flags
      } else {
        let content = try VectorSet.read(VectorFile.self, bytes, file.name)
        guard content.cases.count == file.cases else {
          throw ToolFailure("\(folder)/\(file.name) has not \(file.cases) cases, as the manifest says")
        }
        cases += content.cases
      }
    }
    guard !cases.isEmpty, cases.count == manifest.cases else {
      throw ToolFailure("\(folder) has not \(manifest.cases) cases, as its manifest says")
    }
    guard manifest.digest == manifest.digestOfFiles else {
      throw ToolFailure("\(folder)/manifest.json states another hash than that of its files")
    }
    try self.init(version: manifest.version, digest: manifest.digest, cases: cases, flags: flags)
  }

  /// The most bytes of one file.
  private static let greatestFileSize = 1 << 30

  private static func bytes(_ folder: String, _ name: String) throws -> [UInt8] {
    guard name.wholeMatch(of: /[a-z0-9][a-z0-9.-]*/) != nil else { throw ToolFailure("\(name) is no name of a file") }
    return try Files.read("\(folder)/\(name)", limit: greatestFileSize)
  }

  private static func read<Content: Decodable>(
    _ type: Content.Type, _ bytes: [UInt8], _ name: String
  ) throws -> Content {
    do { return try JSONDecoder().decode(type, from: Data(bytes)) } catch let error as DecodingError {
      throw ToolFailure("\(name): \(error.words)")
    }
  }
}

extension DecodingError {
  /// Where it is wrong, and what is.
  var words: String {
    let (context, what): (Context, String) =
      switch self {
      case .keyNotFound(let key, let context): (context, "the key \(key.stringValue) is missing")
      case .typeMismatch(_, let context), .valueNotFound(_, let context): (context, "this is of another type")
      case .dataCorrupted(let context): (context, context.debugDescription)
      @unknown default: (Context(codingPath: [], debugDescription: ""), "this cannot be read")
      }
    let path = context.codingPath.reduce("") { path, key in
      key.intValue.map { "\(path)[\($0)]" } ?? (path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)")
    }
    return (path.isEmpty ? "" : path + ": ") + what
  }
}

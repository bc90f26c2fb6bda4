import Foundation
import Mapae
import TestSupport
import Testing

/// Folders and files as a door has them, for the tool.
final class TestDoor: Sendable {
  let domain = TestDomain()
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// The path of a file in the door's folder, there or not.
  func path(_ name: String) -> String { (scratch / name).path }

  /// Writes a file and gives its path.
  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: scratch / name)
    return path(name)
  }

  func file(_ name: String, _ text: String) throws -> String { try file(name, Array(text.utf8)) }

  /// Writes the folder of a state, as `mapae trust load` keeps it, and gives its path.
  func folder(_ name: String = "door", of state: TrustState) throws -> String {
    try FileManager.default.createDirectory(at: scratch / name, withIntermediateDirectories: true)
    _ = try file("\(name)/anchor", "\(state.anchor)\n")
    if let bytes = state.bytes { _ = try file("\(name)/state.mapae", bytes) }
    return path(name)
  }

  /// Draws a text's QR code with the tool and gives the picture's path.
  func picture(_ name: String, of text: String, _ options: String...) throws -> String {
    let result = try Tool.run(["qr", text, "--out", path(name)] + options)
    try #require(result.status == 0, "\(result.errors)")
    return path(name)
  }

  /// Runs `mapae verify` with an exact clock ten days after the list was issued, where the arguments say no other.
  func verify(_ arguments: [String], accept: [String] = ["access"], states: [String]? = nil, input: String = "") throws
    -> Tool.Result
  {
    let states = try states ?? [folder(of: domain.state())]
    let settings = states.flatMap { ["--state", $0] } + accept.flatMap { ["--accept", $0] }
    let clock = arguments.contains("--at") ? [] : ["--at", "\(TestDomain.now.seconds)", "--clock-error", "0"]
    return try Tool.run(["verify"] + arguments + settings + clock, input: Data(input.utf8))
  }

  /// What `verify --json` says, one object for each input.
  func reports(_ arguments: [String], accept: [String] = ["access"], states: [String]? = nil, input: String = "") throws
    -> [Report]
  {
    let result = try verify(arguments + ["--json"], accept: accept, states: states, input: input)
    return try result.output.split(separator: "\n").map { try JSONDecoder().decode(Report.self, from: Data($0.utf8)) }
  }

  struct Report: Decodable, Equatable {
    let input: String
    let line: Int?
    let code: Int?
    let outcome: String
    let reason: String?
    let number: Int?
    let remedy: String?
    let sentence: String?
    let authentic: Bool?
    let fault: String?
    let error: String?
    let advisories: [String]?
    let clockEarliest: String?
    let clockLatest: String?
    let decidingTime: String?
    let validFrom: String?
    let validUntil: String?
    let claims: [String: Value]?
    let supportCode: String?
  }

  enum Value: Decodable, Equatable {
    case text(String)
    case number(Int)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      do { self = .number(try container.decode(Int.self)) } catch { self = .text(try container.decode(String.self)) }
    }
  }
}

extension TestDomain {
  /// The text of an access pass that is accepted at ``now``, after a change.
  func passText(_ change: (inout PassFields) -> Void = { _ in }) throws -> String {
    MapaeText.encode(try pass(change))
  }

  /// One that has expired at ``now``.
  func expiredText() throws -> String { try passText { $0.lifetime = UInt32(TestDomain.day) / 2 } }

  /// One that has not begun at ``now``.
  func earlyText() throws -> String { try passText { $0.validFromDelay = UInt32(5 * TestDomain.day) } }
}

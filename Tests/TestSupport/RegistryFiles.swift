import Foundation

/// The registries as the specification holds them, read by the tests themselves and not by the generator.
public enum RegistryFiles {
  /// One claim of `claims.json`.
  public struct Claim: Decodable, Sendable {
    /// A profile's name, or `common`.
    public let profile: String
    public let tag: UInt8
    public let name: String
    public let type: String
    public let max: Int?
    public let table: String?
    public let excludes: String?
  }

  /// One kind of object of `objects.json`.
  public struct Object: Decodable, Sendable {
    public let kind: UInt8
    public let label: String?
  }

  /// One profile of `profiles.json`.
  public struct Profile: Decodable, Sendable {
    public let number: UInt16
    public let name: String
  }

  /// One coded value of `coded-values.json`.
  public struct CodedValue: Decodable, Sendable {
    public let code: UInt32
    public let text: String
    public let meaning: String
  }

  /// One reason of `reasons.json`, or one refusal of `refusals.json`.
  public struct Reason: Decodable, Sendable {
    public let number: UInt8
    public let name: String
    public let outcome: String?
    public let mendedBy: String?
    public let en: String
    public let ko: String?
  }

  public static func claims() throws -> [Claim] { try read("claims").claims ?? [] }
  public static func objects() throws -> [Object] { try read("objects").objects ?? [] }
  public static func profiles() throws -> [Profile] { try read("profiles").profiles ?? [] }
  public static func reasons() throws -> [Reason] { try read("reasons").reasons ?? [] }
  public static func refusals() throws -> [Reason] { try read("refusals").refusals ?? [] }
  /// The tables of coded values by their names.
  public static func codedValues() throws -> [String: [CodedValue]] { try read("coded-values").tables ?? [:] }

  /// Any of the files: each has one of these members.
  private struct File: Decodable {
    let claims: [Claim]?
    let objects: [Object]?
    let profiles: [Profile]?
    let reasons: [Reason]?
    let refusals: [Reason]?
    let tables: [String: [CodedValue]]?
  }

  private static func read(_ name: String) throws -> File {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let data = try Data(contentsOf: root.appendingPathComponent("spec/registry/\(name).json"))
    return try JSONDecoder().decode(File.self, from: data)
  }
}

import Mapae

/// What the fields of foreign records mean: a JSON object from their names to ours, `null` for what no pass states.
struct FieldMap {
  private let names: [String: String?]

  /// The names of a record that are no claims.
  enum Header: String, CaseIterable {
    case profile
    case issuedAt = "issued-at"
    case validFrom = "valid-from"
    case validUntil = "valid-until"
    /// The text of a pass request, whose key becomes the holder key.
    case request
    /// What the request must answer, in hexadecimal digits.
    case requestChallenge = "request-challenge"
  }

  /// Where all fields have our names.
  static let none = FieldMap(names: [:])

  private static let greatestSize = 65_536

  private init(names: [String: String?]) { self.names = names }

  /// - Throws: where the file is no such object, or gives a name that no claim has.
  init(file path: String) throws {
    let object: FlatObject
    do { object = try FlatObject(parsing: try Files.read(path, limit: FieldMap.greatestSize)) } catch let fault
      as FlatObject.Fault
    {
      throw ToolFailure(
        "\(path) is no map of fields: \(fault)", remedy: #"It looks like {"surname": "family-name", "id": null}."#)
    }
    let known = ClaimNames.ofAllProfiles.union(Header.allCases.map(\.rawValue))
    var names: [String: String?] = [:]
    for (field, value) in object.members {
      switch value {
      case .null: names[field] = .some(nil)
      case .text(let name) where known.contains(name) || name.hasPrefix("0x"): names[field] = name
      case .text(let name):
        throw ToolFailure(
          "\(path): \(Printable.quote(field)) is mapped to \(Printable.quote(name)), which is no claim",
          remedy: ClaimNames.nearest(to: name, of: known).map { "Is it \"\($0)\"?" }
            ?? "The names stand in spec/registries.md, \"Claim tags\".")
      default:
        throw ToolFailure("\(path): \(Printable.quote(field)) is mapped to no name", remedy: "Write a text or null.")
      }
    }
    self.names = names
  }

  /// Our name for a field; `nil` where the map leaves the field out.
  func name(of field: String) -> String? {
    guard let name = names[field] else { return field }
    return name
  }
}

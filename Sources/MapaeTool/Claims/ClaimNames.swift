import Mapae

/// The names by which records call claims: the registry's, and `0x7c` for a tag for private use.
struct ClaimNames {
  private let tags: [String: ClaimTag]
  private let profile: Profile

  private init(_ profile: Profile) {
    self.profile = profile
    var tags: [String: ClaimTag] = [:]
    for tag in (UInt8.min ... .max).map(ClaimTag.init) {
      if let definition = Registry.definition(of: tag, in: profile) { tags[definition.name] = tag }
    }
    self.tags = tags
  }

  /// The names of a profile; all profiles for private use have the common ones.
  static func of(_ profile: Profile) -> ClaimNames { registered[profile] ?? ClaimNames(profile) }

  private static let registered = Dictionary(
    uniqueKeysWithValues: Registry.profiles.map { ($0, ClaimNames($0)) })

  /// The claim of a name; `nil` where the profile has none.
  subscript(name: String) -> ClaimTag? {
    if let tag = tags[name] { return tag }
    guard name.utf8.count == 4, name.hasPrefix("0x"), let number = UInt8(name.dropFirst(2), radix: 16) else {
      return nil
    }
    let tag = ClaimTag(rawValue: number)
    return tag.isPrivate(in: profile) ? tag : nil
  }

  var all: Set<String> { Set(tags.keys) }

  /// The names of every profile of the registry.
  static let ofAllProfiles = Registry.profiles.reduce(into: Set<String>()) { $0.formUnion(of($1).all) }

  /// The one of `names` that a person most likely meant; `nil` where none is near.
  static func nearest(to name: String, of names: some Sequence<String>) -> String? {
    guard name.utf8.count <= 64 else { return nil }
    let written = name.lowercased().replacing("_", with: "-")
    let near = names.sorted().map { (name: $0, distance: distance(written, $0)) }.min { $0.distance < $1.distance }
    return near.flatMap { $0.distance <= max(2, $0.name.count / 3) ? $0.name : nil }
  }

  /// How many letters must be put in, taken out or changed to make one word of the other (Levenshtein).
  private static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (index, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in right.indices {
        let change = diagonal + (letter == right[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(change, diagonal + 1, row[column] + 1)
      }
    }
    return row[right.count]
  }
}

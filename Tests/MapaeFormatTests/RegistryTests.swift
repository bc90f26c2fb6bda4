import MapaeFormat
import TestSupport
import Testing

/// The constants against the registry's files, which the tests read for themselves.
@Suite("Registry: constants are what the files say")
struct RegistryTests {
  private func profile(_ name: String) throws -> Profile? {
    try RegistryFiles.profiles().first { $0.name == name }.map { Profile(rawValue: $0.number) }
  }

  @Test("kinds and labels")
  func objects() throws {
    let objects = try RegistryFiles.objects()
    #expect(objects.map(\.kind) == ObjectKind.allCases.map(\.rawValue))
    for object in objects {
      let label = try #require(ObjectKind(rawValue: object.kind)).signatureLabel.map { Array($0.description.utf8) }
      let padded = object.label.map { Array($0.utf8) + Array(repeating: 0, count: 16 - $0.utf8.count) }
      #expect(label == padded)
    }
  }

  @Test("profiles by number and name, and none besides")
  func profiles() throws {
    let profiles = try RegistryFiles.profiles()
    #expect(Registry.profiles.map(\.rawValue) == profiles.map(\.number))
    for number in UInt16.min...UInt16.max {
      let name = profiles.first { $0.number == number }?.name
      #expect(Registry.name(of: Profile(rawValue: number)) == name)
      #expect(Registry.understands(Profile(rawValue: number)) == (name != nil || number >= 0xf000))
    }
  }

  @Test("every tag of every profile: name, exclusion and type, and none besides")
  func definitions() throws {
    let claims = try RegistryFiles.claims()
    for name in try RegistryFiles.profiles().map(\.name) {
      let profile = try #require(try profile(name))
      for tag in UInt8.min...UInt8.max {
        let entry = claims.first { $0.tag == tag && ["common", name].contains($0.profile) }
        let definition = Registry.definition(of: ClaimTag(rawValue: tag), in: profile)
        #expect(definition?.name == entry?.name)
        guard let entry, let definition else { continue }
        #expect(definition.type.word == entry.type)
        let excluded = claims.first { $0.profile == entry.profile && $0.name == entry.excludes }
        #expect(definition.excludes?.rawValue == excluded?.tag)
      }
    }
  }

  @Test("CLAIM-6: the greatest value of every claim with a limit is allowed, and one byte more is not")
  func limits() throws {
    var counts = 0
    for entry in try RegistryFiles.claims() {
      guard let limit = entry.max else { continue }
      counts += 1
      let tag = ClaimTag(rawValue: entry.tag)
      let profile = try profile(entry.profile) ?? .access
      let definition = try #require(Registry.definition(of: tag, in: profile))
      func allows(_ count: Int) throws -> Bool {
        definition.type.allows(try #require(Claim(tag, text: String(repeating: "A", count: count))))
      }
      #expect(try allows(limit) && !allows(limit + 1), "\(entry.name)")
      #expect(try allows(1) == (entry.type != "bytes"), "\(entry.name)")
    }
    #expect(counts > 0)
  }

  @Test("tables of coded values, to the word")
  func codedValues() throws {
    let tables = try RegistryFiles.codedValues()
    #expect(Set(tables.keys) == Set(CodeTable.allCases.map(\.rawValue)))
    for table in CodeTable.allCases {
      let entries = try #require(tables[table.rawValue])
      #expect(table.values.map(\.code) == entries.map(\.code))
      #expect(table.values.map(\.text) == entries.map(\.text))
      #expect(table.values.map(\.meaning) == entries.map(\.meaning))
    }
  }
}

extension ClaimType {
  /// The registry's word for the type.
  fileprivate var word: String {
    switch self {
    case .text: "text"
    case .latin: "latin"
    case .bytes: "bytes"
    case .integer: "integer"
    case .date: "date"
    case .country: "country"
    case .code: "code"
    }
  }
}

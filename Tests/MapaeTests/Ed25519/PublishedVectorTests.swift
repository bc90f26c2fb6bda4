import EdgeSigning
import Foundation
import Mapae
import TestSupport
import Testing

/// The published vectors stand outside the package. Where they are not there, the test says so and is no proof.
@Suite("Published Ed25519 vectors, keys and signatures apart")
struct PublishedVectorTests {
  private struct Vector {
    let name: String
    let key: [UInt8]
    let message: [UInt8]
    let signature: [UInt8]
    /// What the file says; `nil` where it leaves that to the reader.
    let isValid: Bool?
  }

  private struct Counts: Equatable {
    var vectors = 0
    var keys = 0
    var vettedKeys = 0
    var underVettedKeys = 0
    var good = 0
    var bad = 0
  }

  /// Asks the library and the tests' own arithmetic of every vector, and counts what both say.
  private func compare(_ vectors: [Vector]) throws -> Counts {
    var counts = Counts()
    var vetted: [[UInt8]: Bool] = [:]
    for vector in vectors {
      let key = try #require(PublicKey(vector.key), "\(vector.name): a key of \(vector.key.count) bytes")
      counts.vectors += 1
      if vetted[vector.key] == nil {
        let isVetted = ReferenceEd25519.isVetted(vector.key)
        vetted[vector.key] = isVetted
        #expect(key.isVetted == isVetted, "\(vector.name): key \(key.hex)")
        counts.keys += 1
        counts.vettedKeys += isVetted ? 1 : 0
      }
      guard vetted[vector.key] == true else { continue }
      let isGood = ReferenceEd25519.isGood(vector.signature, vector.message, vector.key)
      #expect(key.isSigner(of: vector.message, by: vector.signature) == isGood, "\(vector.name)")
      if let isValid = vector.isValid { #expect(isGood == isValid, "\(vector.name) against its file") }
      counts.underVettedKeys += 1
      if isGood { counts.good += 1 } else { counts.bad += 1 }
    }
    return counts
  }

  /// The file, or a recorded message that this run proves nothing about it.
  private func read(_ name: String) throws -> Data {
    guard let data = SharedData.read("ed25519/\(name)") else {
      try Test.cancel("\(name) is not beside the package (../shared/data/ed25519): its vectors were not compared")
    }
    return data
  }

  @Test("SIG-1 to SIG-5: CCTV, 914 vectors of 22 keys: 1 key is vetted; of its 28 signatures 1 is good and 27 are bad")
  func cctv() throws {
    struct Entry: Decodable {
      let number: Int
      let key: String
      let sig: String
      let msg: String
    }
    let entries = try JSONDecoder().decode([Entry].self, from: read("cctv-ed25519vectors.json"))
    let counts = try compare(
      entries.map {
        Vector(
          name: "CCTV \($0.number)", key: try #require(Hex.decode($0.key)), message: Array($0.msg.utf8),
          signature: try #require(Hex.decode($0.sig)), isValid: nil)
      })
    #expect(counts == Counts(vectors: 914, keys: 22, vettedKeys: 1, underVettedKeys: 28, good: 1, bad: 27))
  }

  @Test("SIG-1 to SIG-5: Wycheproof, 151 vectors of 52 keys: all are vetted; 88 signatures are good and 63 are bad")
  func wycheproof() throws {
    struct File: Decodable {
      let numberOfTests: Int
      let testGroups: [Group]
    }
    struct Group: Decodable {
      let publicKey: Key
      let tests: [Entry]
    }
    struct Key: Decodable { let pk: String }
    struct Entry: Decodable {
      let tcId: Int
      let msg: String
      let sig: String
      let result: String
    }
    let file = try JSONDecoder().decode(File.self, from: read("wycheproof-ed25519_test.json"))
    #expect(file.numberOfTests == 151)
    let vectors = try file.testGroups.flatMap { group in
      try group.tests.map {
        Vector(
          name: "Wycheproof \($0.tcId)", key: try #require(Hex.decode(group.publicKey.pk)),
          message: try #require(Hex.decode($0.msg)), signature: try #require(Hex.decode($0.sig)),
          isValid: $0.result == "valid")
      }
    }
    let counts = try compare(vectors)
    #expect(counts == Counts(vectors: 151, keys: 52, vettedKeys: 52, underVettedKeys: 151, good: 88, bad: 63))
  }
}

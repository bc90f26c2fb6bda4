import Mapae

/// The tables of chapter Trust.
extension Annotator {
  mutating func walkAuthorityRecord() throws {
    let number = try integer("number", 1)
    try field("domain", 32) { _ in number == 1 ? "nonce: this record makes the domain" : "domain digest" }
    try time("issued at")
    try time("lists until")
    try walkKeys(count: "root count", key: "root key", threshold: "root threshold")
    try walkKeys(count: "list key count", key: "list key", threshold: "list threshold")
    try signatures("previous signers", of: "previous record's root key")
    try signatures("own signers", of: "root key")
  }

  private mutating func walkKeys(count countName: String, key: String, threshold: String) throws {
    let count = try count(countName, 1)
    for index in 0..<count { try field(key, 32) { _ in "\(key) \(index)" } }
    try integer(threshold, 1) { "\($0) of \(count) must sign" }
  }

  mutating func walkTrustList() throws {
    try field("domain digest", 32) { _ in "names the domain" }
    try integer("authority number", 1) { "under authority record \($0)" }
    try integer("list number", 4)
    try integer("next key number", 4) { "lower numbers have been allotted" + ($0 == 0 ? ": none" : "") }
    try time("issued at")
    try time("refresh after")
    try time("expires at")
    let issuers = try count("issuer count", 2)
    for index in 0..<issuers {
      try inside("issuer \(index + 1)") { try $0.walkIssuer() }
    }
    let rules = try count("rule count", 1)
    for index in 0..<rules {
      try inside("rule \(index + 1)", chapter: .rules) { try $0.walkRule() }
    }
    try signatures("signers", of: "list key")
  }

  private mutating func walkIssuer() throws {
    try integer("id", 2)
    let nameLength = try count("name length", 1)
    try field("name", nameLength) { ReadableText.words($0) }
    let profiles = try count("profile count", 1)
    for _ in 0..<profiles { try profile("profile") }
    try integer("status generation", 1)
    try integer("status demand", 4) { $0 == 0 ? "none" : "a status list of number \($0) or above" }
    let keys = try count("key count", 2)
    for index in 0..<keys {
      try inside("key \(index + 1)") { try $0.walkIssuerKey() }
    }
  }

  private mutating func walkIssuerKey() throws {
    try integer("number", 3)
    try field("public key", 32) { _ in "" }
    try integer("flags", 1) { flags in
      (flags & 1 == 0 ? "for passes" : "for status lists") + (flags & 2 == 0 ? ", good" : ", compromised")
    }
    try time("accept until")
  }

  mutating func walkTrustBundle() throws {
    var number = 0
    repeat {
      number += 1
      try inside("part \(number)") { annotator in
        let length = try annotator.count("length", 4)
        try annotator.inside(count: length) { try $0.walkObject() }
      }
    } while offset < end
  }
}

import Foundation
import Mapae

/// Why a record cannot become a pass. It never quotes what the record says of a person.
struct RecordFault: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// One field of a record on its way to a claim.
struct RecordField {
  let name: String
  let tag: ClaimTag
  let profile: Profile
  let value: FlatObject.Value

  /// The claim that states the value, which may be the text escape of the one that was named.
  func claim() throws(RecordFault) -> Claim {
    guard let definition = Registry.definition(of: tag, in: profile) else { return try privateClaim() }
    let claim: Claim? =
      switch definition.type {
      case .text, .latin: Claim(tag, text: try text())
      case .integer: Claim(tag, integer: try integer())
      case .country: Claim(tag, bytes: Array(try text().utf8))
      case .date: try date(definition)
      case .code(let table): try coded(table, definition)
      case .bytes: Hex.decode(try text()).flatMap { Claim(tag, bytes: $0) }
      }
    guard let claim, let type = Registry.definition(of: claim.tag, in: profile)?.type, type.allows(claim) else {
      throw fault(RecordField.expectation(definition.type))
    }
    return claim
  }

  /// A claim for private use: text where its tag has a length byte, a number where it has none.
  private func privateClaim() throws(RecordFault) -> Claim {
    let claim = tag.size == .prefixed ? Claim(tag, text: try text()) : Claim(tag, integer: try integer())
    guard let claim else { throw fault("does not fit the size of its tag") }
    return claim
  }

  /// In Normalization Form C (BASE-6).
  private func text() throws(RecordFault) -> String {
    guard case .text(let text) = value else { throw fault("must be a text, in quotes") }
    return text.precomposedStringWithCanonicalMapping
  }

  /// Of a number, or of a text of nothing but its digits.
  private func integer() throws(RecordFault) -> UInt32 {
    let digits: String
    switch value {
    case .number(let literal): digits = literal
    case .text(let text): digits = text
    case .boolean, .null: throw fault("must be a whole number")
    }
    guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), !digits.isEmpty else {
      throw fault("must be a whole number, written in digits alone")
    }
    let greatest: UInt32 = if case .fixed(let width) = tag.size { UInt32(1 << (8 * width) - 1) } else { 0 }
    guard let number = UInt32(digits), number <= greatest else { throw fault("must be at most \(greatest)") }
    return number
  }

  /// A date; what is none becomes the claim's text escape where it has one, as birth dates like `1963-00` do.
  private func date(_ definition: ClaimDefinition) throws(RecordFault) -> Claim? {
    let text = try text()
    if let date = CalendarDate(text) { return Claim(tag, date: date) }
    return escape(definition).flatMap { Claim($0, text: text) }
  }

  /// The code of an identifier, a meaning or a number of the registry (CLAIM-10); any other text becomes the escape.
  private func coded(_ table: CodeTable, _ definition: ClaimDefinition) throws(RecordFault) -> Claim? {
    if case .number = value {
      let code = try integer()
      guard table.values.contains(where: { $0.code == code }) else { throw fault("is a code that no table has") }
      return Claim(tag, integer: code)
    }
    let text = try text()
    if let entry = table.values.first(where: { $0.text == text }) ?? table.values.first(where: { $0.meaning == text }) {
      return Claim(tag, integer: entry.code)
    }
    guard let escape = escape(definition) else {
      throw fault("must be one of " + table.values.map { "\"\($0.text)\" (\($0.meaning))" }.joined(separator: ", "))
    }
    return Claim(escape, text: text)
  }

  private func escape(_ definition: ClaimDefinition) -> ClaimTag? {
    guard let other = definition.excludes, case .text = Registry.definition(of: other, in: profile)?.type else {
      return nil
    }
    return other
  }

  private func fault(_ what: String) -> RecordFault { RecordFault("\(name) \(what)") }

  private static func expectation(_ type: ClaimType) -> String {
    switch type {
    case .text(let limit): "must be 1 to \(limit) bytes of text without control or invisible characters"
    case .latin(let limit): "must be 1 to \(limit) of A to Z and <, a letter first"
    case .bytes(let count): "must be \(2 * count) hexadecimal digits"
    case .integer: "must be a whole number"
    case .date: "must be a date: 2021-02-18, 2021-02 or 2021"
    case .country: "must be two letters A to Z"
    case .code: "has a text without a code that is too long, or holds control or invisible characters"
    }
  }
}

package import Mapae

/// A claim's value as `mapae issue` takes it: text, date, code or number.
package enum ClaimValue: Encodable, CustomStringConvertible {
  case text(String)
  case number(UInt32)

  /// - Precondition: the type allows the claim.
  package init(_ claim: Claim, _ type: ClaimType) {
    switch type {
    case .text, .latin, .country: self = .text(String(decoding: claim.value, as: UTF8.self))
    case .bytes: self = .text(Hex.encode(claim.value))
    case .date: self = .text(claim.date?.description ?? "")
    case .integer: self = .number(claim.integer ?? 0)
    case .code(let table):
      let code = claim.integer ?? 0
      self = table.values.first { $0.code == code }.map { .text($0.text) } ?? .number(code)
    }
  }

  package var description: String {
    switch self {
    case .text(let text): text
    case .number(let number): String(number)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    }
  }
}

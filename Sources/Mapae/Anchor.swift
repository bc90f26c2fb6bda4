/// Where a verifier's trust in a domain begins; given by the caller, out of band (chapter Trust, "State and anchor").
public struct Anchor: Hashable, Sendable {
  /// The digest of the domain's first authority record.
  public let domain: Digest
  /// The digest of the record to start from; for the first record the same.
  public let record: Digest

  /// The anchor at a domain's first record.
  public init(domain: Digest) { self.init(domain: domain, record: domain) }

  public init(domain: Digest, record: Digest) {
    self.domain = domain
    self.record = record
  }

  /// The anchor of a text for people: 64 hexadecimal digits, or twice 64 with a colon between; `nil` for any other.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = parts.first, let domain = Digest(hex: String(first)) else { return nil }
    guard parts.count == 2 else {
      self.init(domain: domain)
      return
    }
    guard let record = Digest(hex: String(parts[1])) else { return nil }
    self.init(domain: domain, record: record)
  }
}

extension Anchor: CustomStringConvertible {
  public var description: String { domain == record ? domain.hex : "\(domain.hex):\(record.hex)" }
}

extension AuthorityRecord {
  /// The SHA-256 digest of the signed bytes; for record 1 it is the domain digest.
  public var digest: Digest { Sodium.sha256(bytes.span.extracting(0..<signedLength)) }

  /// The digest of the domain that the record says it belongs to.
  public var domain: Digest {
    switch origin {
    case .nonce: digest
    case .domain(let domain): domain
    }
  }
}

import Mapae

/// The authority records of a domain that a bundle is to carry, numbers one by one, with good signatures.
struct RecordChain {
  let records: [AuthorityRecord]
  /// From where a door loads them all: the first record, or the last one that no earlier root signed.
  let anchor: Anchor

  var last: AuthorityRecord { records[records.count - 1] }
  var domain: Digest { anchor.domain }
  /// Whether doors must be anchored by hand at a later record than the first.
  var isAnchoredAnew: Bool { records.contains { $0.digest == anchor.record && $0.hasLostRoots } }

  /// - Parameters:
  ///   - kept: the records of the bundle before.
  ///   - files: records or bundles that add to them.
  init(_ kept: [AuthorityRecord] = [], files: [String]) throws {
    var records = kept
    for path in files {
      for record in try TrustFile.read(path).records {
        if let held = records.first(where: { $0.number == record.number }) {
          guard held.digest == record.digest else {
            throw ToolFailure(
              "\(path) holds another record \(record.number) than the one before it: digest \(record.digest), "
                + "not \(held.digest)",
              remedy: "There is one record of each number (TRUST-7). Find out which one was published.")
          }
        } else {
          records.append(record)
        }
      }
    }
    records.sort { $0.number < $1.number }
    guard let first = records.first else {
      throw ToolFailure("there is no authority record", remedy: "Name its file: --record record-1.mapae")
    }
    self.records = records
    anchor = Anchor(domain: first.domain, record: (records.last(where: \.hasLostRoots) ?? first).digest)
    var state = TrustState(anchor: anchor)
    do { try state.load(TrustBundle.encode(records.map(\.bytes))) } catch {
      throw ToolFailure(
        "the authority records do not follow each other: \(error.refusal.sentence)",
        remedy: "Give every record from the first, and none of another domain.")
    }
  }
}

extension AuthorityRecord {
  /// Whether zero bytes stand where the roots before would have signed: only a door that is anchored here takes it.
  var hasLostRoots: Bool {
    let size = previousSignatures.count * Signature.size
    return number > 1 && bytes[previousSignatures.offset..<previousSignatures.offset + size].allSatisfy { $0 == 0 }
  }
}

/// Authority records, one trust list, and status lists and deltas, in order, kind 6 (chapter Trust, "Trust bundle").
public struct TrustBundle: Sendable {
  /// Numbers strictly ascending.
  public let records: [AuthorityRecord]
  public let list: TrustList?
  /// Status lists and deltas, each as received: what is in it is judged one by one.
  public let statusParts: [[UInt8]]

  /// The most parts of a bundle.
  public static let greatestCount = 65_536
  /// The most bytes of a bundle.
  public static let greatestSize = 67_108_864

  /// Decodes a bundle with its records and list (TRUST-19, TRUST-20). Signatures are not checked here.
  public init(decoding bytes: [UInt8]) throws(FormatError) {
    let span = bytes.span
    var reader = ByteReader(to: bytes.count)
    let firstByte = try reader.u8(span)
    guard firstByte >> 4 == ObjectKind.version else { throw FormatError(.unsupportedVersion, at: 0) }
    guard firstByte == ObjectKind.trustBundle.firstByte else { throw FormatError(.wrongKind, at: 0) }
    guard bytes.count <= TrustBundle.greatestSize else { throw FormatError(.tooLarge, at: TrustBundle.greatestSize) }
    var records: [AuthorityRecord] = []
    var list: TrustList?
    var statusParts: [[UInt8]] = []
    var count = 0
    repeat {
      let part = try reader.part(span)
      count += 1
      guard count <= TrustBundle.greatestCount else { throw FormatError(.tooLarge, at: part.lowerBound - 4) }
      let inOrder: Bool
      switch try? ObjectKind(firstByte: bytes[part.lowerBound]) {
      case .authorityRecord:
        let record = try AuthorityRecord(decoding: bytes, in: part)
        inOrder = list == nil && statusParts.isEmpty && (records.last.map { $0.number < record.number } ?? true)
        records.append(record)
      case .trustList:
        inOrder = list == nil && statusParts.isEmpty
        list = try TrustList(decoding: bytes, in: part)
      case .statusList, .statusDelta:
        inOrder = true
        statusParts.append(Array(bytes[part]))
      default: throw FormatError(.wrongKind, at: part.lowerBound)
      }
      guard inOrder else { throw FormatError(.outOfOrder, at: part.lowerBound) }
    } while reader.remaining > 0
    self.records = records
    self.list = list
    self.statusParts = statusParts
  }

  /// The bundle of these parts, in the order given: records, a list, status lists and deltas.
  public static func encode(_ parts: [[UInt8]]) -> [UInt8] {
    var bytes: [UInt8] = [ObjectKind.trustBundle.firstByte]
    for part in parts {
      bytes.append(part.count, width: 4)
      bytes.append(contentsOf: part)
    }
    return bytes
  }
}

extension TrustBundle {
  /// What is loaded of an object that comes in a file or on a poster: a part that comes by itself is put into a bundle
  /// (chapter Trust, "Trust bundle"); all else stays as it is.
  public static func bundling(_ object: [UInt8]) -> [UInt8] {
    let partKinds: [ObjectKind] = [.authorityRecord, .trustList, .statusList, .statusDelta]
    return partKinds.contains { $0.firstByte == object.first } ? encode([object]) : object
  }
}

extension ByteReader {
  fileprivate mutating func part(_ bytes: Span<UInt8>) throws(FormatError) -> Range<Int> {
    let start = offset
    let length = try u32(bytes)
    // On a device of 32 bits a length may not even be an Int.
    guard let count = Int(exactly: length) else { throw FormatError(.truncated, at: end) }
    let range = try skip(count)
    guard !range.isEmpty else { throw FormatError(.outOfRange, at: start) }
    return range
  }
}

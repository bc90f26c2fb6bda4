/// What a verifier knows of one domain (chapter Trust, "State and anchor").
///
/// It is a value: loading makes a new one. Its ``bytes`` are a bundle again, which a caller keeps as a file beside the
/// anchor.
public struct TrustState: Sendable {
  public let anchor: Anchor
  /// From the anchor's record on, numbers one by one.
  public private(set) var records: [AuthorityRecord] = []
  /// The trust list held, if any.
  public var list: TrustList? { held?.list }

  /// The status lists held, at most one for each issuer, by ascending issuer ids.
  public var statusLists: [StatusList] { held?.statusLists.compactMap { $0 } ?? [] }

  var held: HeldList?
  /// Tests make it small.
  package var statusRoom = StatusRoom.greatest

  /// A state that knows only where its trust begins (LOAD-1).
  public init(anchor: Anchor) { self.anchor = anchor }

  /// The state as a bundle; `nil` where it holds nothing yet. Loading it into a fresh state of the same anchor gives the
  /// same state.
  public var bytes: [UInt8]? {
    let parts = records.map(\.bytes) + (held.map { [$0.list.bytes] } ?? []) + statusLists.map(\.bytes)
    return parts.isEmpty ? nil : TrustBundle.encode(parts)
  }

  mutating func add(_ record: AuthorityRecord) { records.append(record) }
}

/// A trust list as a state holds it, with the status lists that it supports.
struct HeldList: Sendable {
  let list: TrustList
  let keys: ListKeys
  /// By the index of the issuer in the list.
  var statusLists: [StatusList?]
  /// How many status lists there are, and how many bytes they take as parts of a bundle.
  var statusCount = 0
  var statusSize = 0

  init(_ list: TrustList) {
    self.list = list
    keys = ListKeys(list.fields)
    statusLists = Array(repeating: nil, count: list.fields.issuers.count)
  }
}

/// The keys of a trust list in one order, so that a key is found by its number without memory of its own.
struct ListKeys: Sendable {
  /// All issuers' keys, numbers ascending.
  let entries: [Entry]

  struct Entry: Sendable {
    let key: TrustListFields.Key
    /// Index of the issuer in the list.
    let issuer: Int
  }

  init(_ list: TrustListFields) {
    entries = list.issuers.enumerated()
      .flatMap { index, issuer in issuer.keys.map { Entry(key: $0, issuer: index) } }
      .sorted { $0.key.number < $1.key.number }
  }

  subscript(index: Int) -> Entry { entries[index] }

  /// The index of the key with a number.
  func index(of number: UInt32) -> Int? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key.number < number { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].key.number == number ? low : nil
  }

  /// The entry of the key with a number.
  func entry(of number: UInt32) -> Entry? { index(of: number).map { entries[$0] } }
}

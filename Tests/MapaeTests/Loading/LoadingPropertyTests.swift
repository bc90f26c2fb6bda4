import Mapae
import TestSupport
import Testing

@Suite("Loading: what always holds")
struct LoadingPropertyTests {
  let domain = TestDomain()

  private func second() throws -> AuthorityRecord {
    try TestDomain.sign(domain.successor(), by: domain.roots.prefix(2), after: domain.record)
  }

  @Test("a state's bytes give the same state again, at every stage")
  func reload() throws {
    let bundles = [
      TrustBundle.encode([domain.record.bytes]),
      TrustBundle.encode([try domain.list().bytes]),
      TrustBundle.encode([try domain.list { $0.number = 2 }.bytes]),
      TrustBundle.encode([try second().bytes, try domain.successorList()]),
    ]
    var state = TrustState(anchor: domain.anchor)
    #expect(state.bytes == nil)
    for bundle in bundles {
      try state.load(bundle)
      let bytes = try #require(state.bytes)
      var again = TrustState(anchor: state.anchor)
      try again.load(bytes)
      #expect(again.bytes == bytes)
      #expect(again.records.map(\.bytes) == state.records.map(\.bytes) && again.list?.bytes == state.list?.bytes)
      let report = try again.load(bytes)
      #expect(report.recordsAdded == 0 && !report.listTaken && again.bytes == bytes, "its own bytes change nothing")
    }
  }

  @Test("bundles in any of 120 orders, some refused on the way, end in the newest state")
  func orders() throws {
    let bundles = [
      TrustBundle.encode([domain.record.bytes, try domain.list().bytes]),
      TrustBundle.encode([domain.record.bytes, try domain.list { $0.number = 2 }.bytes]),
      TrustBundle.encode([domain.record.bytes, try domain.list { $0.number = 7 }.bytes]),
      TrustBundle.encode([domain.record.bytes, try second().bytes, try domain.successorList()]),
      TrustBundle.encode([
        domain.record.bytes, try second().bytes,
        try domain.successorList {
          $0.number = 2
          $0.issuedAt = $0.issuedAt + 1
        },
      ]),
    ]
    var newest = TrustState(anchor: domain.anchor)
    try newest.load(bundles[4])
    var orders = 0
    for order in permutations(Array(bundles.indices)) {
      var state = TrustState(anchor: domain.anchor)
      for index in order {
        let before = state.bytes
        do { try state.load(bundles[index]) } catch { #expect(state.bytes == before) }
      }
      #expect(state.bytes == newest.bytes, "order \(order)")
      orders += 1
    }
    #expect(orders == 120)
  }

  private func permutations(_ items: [Int]) -> [[Int]] {
    guard items.count > 1 else { return [items] }
    return items.indices.flatMap { index -> [[Int]] in
      var rest = items
      let first = rest.remove(at: index)
      return permutations(rest).map { [first] + $0 }
    }
  }

  @Test("truncated at every length, a bundle is refused, or is whole records alone")
  func truncated() throws {
    let bundle = TrustBundle.encode([domain.record.bytes, try domain.list().bytes])
    let whole = 1 + 4 + domain.record.bytes.count
    for count in bundle.indices {
      let refusal = refusal(of: Array(bundle[..<count]), into: TrustState(anchor: domain.anchor))
      #expect(refusal == (count == whole ? nil : .malformed), "\(count) bytes")
    }
  }

  @Test("every bit flipped in a bundle for an empty state is refused")
  func flipped() throws {
    let bundle = TrustBundle.encode([domain.record.bytes, try domain.list().bytes])
    let list = 1 + 4 + domain.record.bytes.count + 4
    for bit in 0..<bundle.count * 8 {
      var bytes = bundle
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      // The list turned into a status list is the one flip that leaves a bundle: it is then refused alone.
      let isTaken = refusal(of: bytes, into: TrustState(anchor: domain.anchor)) == nil
      #expect(isTaken == (bytes[list] == 0x15), "bit \(bit)")
    }
  }

  @Test("every bit flipped in a bundle that is held already is refused or changes nothing")
  func flippedHeld() throws {
    let bundle = TrustBundle.encode([domain.record.bytes, try domain.list().bytes])
    var held = TrustState(anchor: domain.anchor)
    try held.load(bundle)
    var taken = 0
    for bit in 0..<bundle.count * 8 {
      var bytes = bundle
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      var state = held
      if (try? state.load(bytes)) != nil { taken += 1 }
      #expect(state.bytes == held.bytes, "bit \(bit)")
    }
    // Signatures and signers of what is held are not looked at: three signatures, and signer bits that keep the length.
    #expect(taken >= 3 * 512)
  }

  @Test("every bit flipped in the record that follows, and in its list, is refused")
  func flippedSecond() throws {
    var held = TrustState(anchor: domain.anchor)
    try held.load(TrustBundle.encode([domain.record.bytes]))
    let record = try second().bytes
    let bundle = TrustBundle.encode([record, try domain.successorList()])
    let list = 1 + 4 + record.count + 4
    for bit in 0..<bundle.count * 8 {
      var bytes = bundle
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect((refusal(of: bytes, into: held) == nil) == (bytes[list] == 0x15), "bit \(bit)")
    }
  }

  @Test("anchors as text: one digest, or two with a colon, and nothing else")
  func anchors() throws {
    let other = try second().digest
    for anchor in [domain.anchor, Anchor(domain: domain.digest, record: other)] {
      #expect(Anchor(anchor.description) == anchor)
      #expect(Anchor(anchor.description.uppercased()) == anchor)
    }
    let hex = domain.digest.hex
    #expect(Anchor("\(hex):\(hex)") == domain.anchor)
    for text in [
      "", hex + ":", ":" + hex, hex + ":" + hex + ":" + hex, String(hex.dropLast()), hex + " ", hex + "::" + hex,
      String(hex.dropLast()) + "g",
    ] {
      #expect(Anchor(text) == nil, "\(text)")
    }
  }
}

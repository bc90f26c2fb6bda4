/// The serials of a list from one on, and those that are added to it, in ascending order. One that is in both comes twice.
struct MergedSerials: Sequence {
  let held: RevokedSerials
  let first: UInt32
  let added: RevokedSerials

  func makeIterator() -> Iterator {
    var held = held.makeIterator()
    var next = held.next()
    while let serial = next, serial < first { next = held.next() }
    var added = added.makeIterator()
    let nextAdded = added.next()
    return Iterator(held: held, nextHeld: next, added: added, nextAdded: nextAdded)
  }

  struct Iterator: IteratorProtocol {
    fileprivate var held: RevokedSerials.Iterator
    fileprivate var nextHeld: UInt32?
    fileprivate var added: RevokedSerials.Iterator
    fileprivate var nextAdded: UInt32?

    mutating func next() -> UInt32? {
      guard let addition = nextAdded, nextHeld.map({ addition <= $0 }) ?? true else {
        defer { nextHeld = held.next() }
        return nextHeld
      }
      nextAdded = added.next()
      return addition
    }
  }
}

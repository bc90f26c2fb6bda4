import Mapae

/// What claims may say, and what they may not.
extension LoosePass {
  /// The tags that the registry gives a meaning in each profile.
  private static let definitions: [UInt16: [(tag: UInt8, definition: ClaimDefinition)]] = Dictionary(
    uniqueKeysWithValues: [1, 2, 3, 4].map { (profile: UInt16) in
      (profile, tags(Profile(rawValue: profile)))
    })
  private static let common = tags(Profile(rawValue: 0)).filter { ClaimTag(rawValue: $0.tag).isCommon }

  private static func tags(_ profile: Profile) -> [(tag: UInt8, definition: ClaimDefinition)] {
    (UInt8.min...UInt8.max).compactMap { tag in
      guard tag != 0x62 else { return nil }  // The holder key is chosen by itself.
      return Registry.definition(of: ClaimTag(rawValue: tag), in: profile).map { (tag, $0) }
    }
  }

  /// Puts in what the profile requires, and sometimes more.
  mutating func state(_ choices: inout Choices) {
    let known = LoosePass.definitions[profile] ?? LoosePass.common
    for tag in required(&choices) {
      guard let entry = known.first(where: { $0.tag == tag }) else { continue }
      put(LooseClaim(tag, LoosePass.value(entry.definition.type, of: tag, &choices)))
    }
    if profile == 2, choices.once(in: 3) {
      // A verifier judges form and not sense (CLAIM-11).
      put(LooseClaim(0x11, [UInt8(choices.any([1, 2, 3]))]))
      put(LooseClaim(0x12, [UInt8(choices.any([2, 1, 3]))]))
    }
    while choices.once(in: 2) {
      let (tag, definition) = known[choices.below(known.count)]
      guard definition.excludes.map({ has($0.rawValue) }) != true else { continue }
      put(LooseClaim(tag, LoosePass.value(definition.type, of: tag, &choices)))
    }
    // What a later registry might add.
    if choices.once(in: 12) { put(.unknown(choices.any([0xcb, 0xeb, 0x8b, 0xfb]))) }
  }

  /// What the profile requires (CLAIM-8).
  private func required(_ choices: inout Choices) -> [UInt8] {
    switch profile {
    case 2: [choices.mostly(0x10, once: 4, [0x70]), 0x50]
    case 3: [choices.mostly(0x10, once: 4, [0x70]), 0x11]
    case 4: [0x70]
    default: []
    }
  }

  private func has(_ tag: UInt8) -> Bool { claims.contains { $0.tag == tag } }

  /// A value of a type, mostly a plain one.
  private static func value(_ type: ClaimType, of tag: UInt8, _ choices: inout Choices) -> [UInt8] {
    switch type {
    case .text(let limit): Texts.good(limit, &choices)
    case .latin(let limit):
      choices.any([
        Array("MINA".utf8), Array("HAN<MINA".utf8), Array(repeating: 0x5a, count: limit), [0x41], Array("A<".utf8),
      ])
    case .bytes(let count): Array(repeating: 7, count: count)
    case .integer: [UInt8(choices.any([1, 2, 3, 0, 255, 4]))]
    case .date: Dates.good(&choices)
    case .country: choices.any([Array("KR".utf8), Array("AA".utf8), Array("ZZ".utf8)])
    case .code(let table):
      code(UInt8(truncatingIfNeeded: table.values.first?.code ?? 1), width: Int(tag >> 5 & 3) + 1, &choices)
    }
  }

  /// A coded value of a table; sometimes one that the table does not have.
  private static func code(_ known: UInt8, width: Int, _ choices: inout Choices) -> [UInt8] {
    let unknown = [UInt8](repeating: 0xff, count: width)
    let zero = [UInt8](repeating: 0, count: width)
    return choices.mostly(zero.dropLast() + [known], once: 4, [unknown, zero, zero.dropLast() + [0xee]])
  }

  /// Gives a claim of a known type a value that it may not have.
  mutating func spoilValue(_ choices: inout Choices) {
    let known = (LoosePass.definitions[profile] ?? LoosePass.common).filter {
      switch $0.definition.type {
      case .integer, .code: false
      default: true
      }
    }
    guard !known.isEmpty else { return }
    let (tag, definition) = known[choices.below(known.count + 1) % known.count]
    if choices.once(in: 12) {
      let sizes = [31, 33, 1]
      return put(LooseClaim(0x62, Array(Keyring.holder(0).publicKey.bytes.prefix(31)).padded(choices.any(sizes))))
    }
    put(LooseClaim(tag, LoosePass.badValue(definition.type, &choices)))
  }

  private static func badValue(_ type: ClaimType, _ choices: inout Choices) -> [UInt8] {
    switch type {
    case .text(let limit): Texts.bad(limit, &choices)
    case .latin(let limit):
      choices.any([
        Array("mina".utf8), Array("MINA\n".utf8), Array("<MINA".utf8), Array("MI NA".utf8),
        Array(repeating: 0x5a, count: min(255, limit + 1)), Array("MINÄ".utf8), Array("MINa".utf8), [0x5b], [0x40],
      ])
    case .country: choices.any([Array("kr".utf8), Array("Kr".utf8), Array("K1".utf8), [0x40, 0x5b], [0, 0]])
    case .date: Dates.bad(&choices)
    case .bytes(let count): Array(repeating: 7, count: choices.any([count + 1, count - 1]))
    case .integer, .code: [0]
    }
  }

  /// A coded value and its text beside each other.
  mutating func addExcluded(_ choices: inout Choices) {
    let known = LoosePass.definitions[profile] ?? LoosePass.common
    let pairs = known.filter { $0.definition.excludes != nil }
    guard !pairs.isEmpty else { return }
    let (tag, definition) = pairs[choices.below(pairs.count)]
    put(LooseClaim(tag, LoosePass.value(definition.type, of: tag, &choices)))
    if let other = definition.excludes, let otherType = known.first(where: { $0.tag == other.rawValue }) {
      put(LooseClaim(other.rawValue, LoosePass.value(otherType.definition.type, of: other.rawValue, &choices)))
    }
  }
}

extension [UInt8] {
  /// Brought to a count with zero bytes, or cut.
  fileprivate func padded(_ count: Int) -> [UInt8] {
    Array((self + Array(repeating: 0, count: Swift.max(0, count - self.count))).prefix(count))
  }
}

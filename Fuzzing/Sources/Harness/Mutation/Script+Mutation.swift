internal import Mapae

extension Script {
  /// Changes a part, what is done with it, or the order of parts.
  mutating func mutate(_ draw: inout Draw) {
    guard !parts.isEmpty else { return }
    draw.instants = parts.flatMap(\.instants)
    draw.serials = parts.flatMap(\.serials)
    draw.profiles = parts.compactMap(\.profile)
    let index = draw.below(parts.count)
    switch draw.below(16) {
    case 0: draw.rearrange(&parts)
    case 1: parts[index].signing = Signing(rawValue: UInt8(draw.below(8)))!
    case 2: parts[index].domain = draw.below(4)
    case 3: parts[index].role = draw.generator.pick([.object, .delta])
    case 4: parts[index].content = draw.mutateBytes(parts[index].content, 4_096)
    case 5, 6: follow(index, &draw)
    case 7, 8: choose(&draw)
    default: parts[index].mutate(&draw)
    }
  }

  /// Draws anew what is taken away, skipped or put in another order.
  private mutating func choose(_ draw: inout Draw) {
    guard let index = parts.lastIndex(where: { $0.role == .question }) else { return }
    parts[index].content.write(draw.generator.bytes(4), at: 16)
  }

  /// Lets a changed copy of an object follow in a bundle of its own, as authorities do day by day.
  private mutating func follow(_ index: Int, _ draw: inout Draw) {
    var copy = parts[index]
    guard let next = ObjectMutation.next(copy.content) else { return }
    copy.content = next
    for _ in 0..<draw.below(3) { copy.content = ObjectMutation.mutate(copy.content, &draw) ?? copy.content }
    let load = Part(role: .load, domain: copy.domain, content: [])
    let end = parts.lastIndex { $0.role == .load && $0.domain == copy.domain }.map { $0 + 1 } ?? parts.count
    parts.insert(contentsOf: [copy, load], at: end)
  }
}

extension Script.Part {
  fileprivate mutating func mutate(_ draw: inout Draw) {
    switch role {
    case .object, .delta: content = ObjectMutation.mutate(content, &draw) ?? content
    case .load: break
    case .question: content = mutatedQuestion(&draw)
    }
  }

  private func mutatedQuestion(_ draw: inout Draw) -> [UInt8] {
    var bytes = content + Array(repeating: 0, count: max(0, Question.headSize - content.count))
    let here = Question(bytes)
    switch draw.below(7) {
    case 0...2: return bytes.replacing(0..<5, with: draw.instant(here.earliest))
    case 3:
      let latest = draw.instant(here.clock.latest)
      let width = UInt32(min(max(latest.seconds - here.earliest.seconds, 0), Int64(UInt32.max)))
      bytes.write((0..<4).map { UInt8(truncatingIfNeeded: width >> (24 - 8 * UInt32($0))) }, at: 5)
    case 4: bytes[9 + draw.below(5)] = UInt8(draw.below(256))
    case 5: bytes[11] = UInt8(draw.below(5))
    default: bytes[12 + draw.below(4)] = UInt8(draw.below(256))
    }
    return bytes
  }

  /// The instants that an object or a question states, where they are found without decoding it.
  fileprivate var instants: [UnixTime] {
    let offsets: [Int] =
      switch (role, content.first) {
      case (.question, _): [0]
      case (_, ObjectKind.pass.firstByte): [14]
      case (_, ObjectKind.presentation.firstByte): [1]
      case (_, ObjectKind.authorityRecord.firstByte): [34, 39]
      case (_, ObjectKind.trustList.firstByte): [42, 47, 52]
      case (_, ObjectKind.statusList.firstByte): [13, 18]
      default: []
      }
    return offsets.filter { $0 + 5 <= content.count }.map { offset in
      UnixTime(content[offset..<offset + 5].reduce(0) { $0 << 8 | Int64($1) })
    } + ends
  }

  /// Where the window of a pass ends, and the keys of a list.
  private var ends: [UnixTime] {
    if let pass = try? UnverifiedPass(decoding: content + Array(repeating: 0, count: Signature.size)) {
      return [pass.validFrom, pass.validUntil]
    }
    guard let list = try? TrustList(decoding: content + [0, 1] + Array(repeating: 0, count: Signature.size)) else {
      return []
    }
    return list.fields.issuers.flatMap(\.keys).map(\.acceptUntil)
      + list.fields.rules.flatMap { [$0.inForceFrom, $0.inForceUntil] }
  }

  /// The profile of a pass.
  fileprivate var profile: Profile? {
    guard content.first == ObjectKind.pass.firstByte, content.count > 9 else { return nil }
    return Profile(rawValue: UInt16(content[8]) << 8 | UInt16(content[9]))
  }

  fileprivate var serials: [UInt32] {
    let offset =
      switch content.first {
      case ObjectKind.pass.firstByte: 10
      case ObjectKind.statusList.firstByte: 23
      default: Int.max / 2
      }
    guard offset + 4 <= content.count else { return [] }
    return [content[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }]
  }
}

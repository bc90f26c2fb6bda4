import Mapae

/// The codes that a reader found of a poster, whatever they say.
struct LoosePoster: Sendable {
  var parts: [Part]
  /// Codes that are no parts, and where they stand.
  var strangers: [(index: Int, text: [UInt8])] = []
  var isLowerCase = false

  struct Part: Sendable {
    var number: UInt8
    var count: UInt8
    var digestPrefix: UInt64
    var content: [UInt8]

    fileprivate var text: [UInt8] {
      var bytes = [number, count]
      bytes.append(digestPrefix, width: 8)
      return Array((PosterPart.prefix + Base41.encode(bytes + content)).utf8)
    }
  }

  /// An object split into so many parts as the choices say.
  init(_ object: [UInt8], _ choices: inout Choices) {
    let least = max(2, (object.count + PosterPart.greatestContentSize - 1) / PosterPart.greatestContentSize)
    let count = least + choices.mostly(0, once: 2, [1, 2])
    let digest = Digest(sha256Of: object.span).bytes
    let prefix = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    // Sometimes the first part is as long as it may be.
    let length = choices.once(in: 3) ? PosterPart.greatestContentSize : (object.count + count - 1) / count
    var contents = stride(from: 0, to: object.count, by: max(1, length)).map {
      Array(object[$0..<min($0 + max(1, length), object.count)])
    }
    if contents.count < 2, let only = contents.popLast() { contents = [only.dropLast(), Array(only.suffix(1))] }
    parts = contents.enumerated().map { index, content in
      Part(
        number: UInt8(truncatingIfNeeded: index + 1), count: UInt8(truncatingIfNeeded: contents.count),
        digestPrefix: prefix, content: content)
    }
  }

  var texts: [[UInt8]] {
    var texts = parts.map(\.text)
    if isLowerCase {
      texts = texts.map { Array($0.prefix(4)) + $0.dropFirst(4).map { 0x41...0x5a ~= $0 ? $0 + 0x20 : $0 } }
    }
    for (index, text) in strangers { texts.insert(text, at: min(index, texts.count)) }
    return texts
  }

  static let faults: [Twist<LoosePoster>] = [
    Twist("POSTER-3") { poster, _ in poster.parts.reverse() },
    Twist("POSTER-3") { poster, choices in poster.parts.append(poster.parts[choices.below(poster.parts.count)]) },
    Twist("POSTER-3") { poster, choices in
      // One twice in place of another one.
      poster.parts[poster.parts.count - 1] = poster.parts[0]
    },
    Twist("POSTER-3") { poster, choices in
      if poster.parts.count > 1 { poster.parts.remove(at: choices.below(poster.parts.count)) }
    },
    Twist("POSTER-1") { poster, _ in poster.isLowerCase = true },
    Twist("POSTER-1") { poster, choices in
      poster.strangers.append(
        (choices.below(3), Array(choices.any(["MP1:ABC", "HELLO", "MS1:A", "MS1:a", "MS1:", "MS1:::::::"]).utf8)))
    },
    Twist("POSTER-2") { poster, _ in
      for index in poster.parts.indices { poster.parts[index].number &-= 1 }
    },
    Twist("POSTER-2") { poster, _ in poster.parts[poster.parts.count - 1].number &+= 1 },
    Twist("POSTER-2") { poster, choices in
      poster.parts.append(poster.parts[0])
      poster.parts[poster.parts.count - 1].number = UInt8(truncatingIfNeeded: poster.parts.count + choices.below(3))
    },
    Twist("POSTER-2") { poster, _ in
      poster.parts[0].content = poster.parts.flatMap(\.content)
      poster.parts = [poster.parts[0]]
      poster.parts[0].count = 1
    },
    Twist("POSTER-2") { poster, _ in
      let last = poster.parts.count - 1
      poster.parts.append(poster.parts[last])
      poster.parts[last + 1].content = []
      poster.parts[last + 1].number &+= 1
      for index in poster.parts.indices { poster.parts[index].count &+= 1 }
    },
    Twist("POSTER-2") { poster, choices in
      // All but a byte in the first part.
      let whole = poster.parts.flatMap(\.content)
      guard whole.count > 636 else { return }
      let length = choices.any([635, 634, 636])
      poster.parts = [poster.parts[0], poster.parts[poster.parts.count - 1]]
      poster.parts[0].content = Array(whole.prefix(length))
      poster.parts[1].content = Array(whole.dropFirst(length))
      for index in poster.parts.indices { poster.parts[index].count = 2 }
    },
    Twist("POSTER-4") { poster, choices in poster.parts[choices.below(poster.parts.count)].digestPrefix ^= 1 },
    Twist("POSTER-4") { poster, choices in poster.parts[choices.below(poster.parts.count)].count &+= 1 },
    Twist("POSTER-4") { poster, choices in
      // The first part of another poster before this one's.
      var other = poster.parts[0]
      other.digestPrefix ^= 1
      other.content.flip()
      poster.parts.insert(other, at: 0)
    },
    Twist("POSTER-5") { poster, _ in for index in poster.parts.indices { poster.parts[index].digestPrefix ^= 1 } },
    Twist("POSTER-5") { poster, choices in
      poster.parts[choices.below(poster.parts.count)].content.flip()
    },
    Twist("POSTER-6") { poster, choices in
      var other = poster.parts[choices.below(poster.parts.count)]
      other.content.flip()
      poster.parts.insert(other, at: choices.once(in: 2) ? poster.parts.count : 0)
    },
  ]
}

extension [UInt8] {
  /// Changes a bit of the last byte.
  fileprivate mutating func flip() {
    if let last = indices.last { self[last] ^= 1 }
  }
}

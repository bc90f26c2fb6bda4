import Mapae

/// A text, as its UTF-8, whatever it says. It is always UTF-8, since case files hold texts as such.
enum LooseText {
  static func of(_ object: [UInt8], once count: Int, _ choices: inout Choices) -> [UInt8] {
    var text = Array(MapaeText.encode(object).utf8)
    choices.spoil(&text, once: count, faults)
    return text
  }

  private static let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:".utf8)
  private static let prefixSize = 4

  static let faults: [Twist<[UInt8]>] = [
    Twist("TEXT-1") { text, choices in
      let prefixes = ["MP2:", "HC1:", "MP1", "", "https://example.com/", "mp1:", "Mp1:", "XP1:", "MS1:"]
      text.replaceSubrange(..<min(prefixSize, text.count), with: Array(choices.any(prefixes).utf8))
    },
    Twist("TEXT-1 TEXT-8") { text, choices in
      text.insert(contentsOf: Array(choices.any([" ", "\n", "MAPAE://", "\u{feff}"]).utf8), at: 0)
    },
    Twist("TEXT-8") { text, choices in text += Array(choices.any([" ", "\n", "\r\n", "\0", "\0ABC", "\t"]).utf8) },
    Twist("TEXT-2") { text, choices in
      for index in text.indices.dropFirst(prefixSize) where 0x41...0x5a ~= text[index] { text[index] += 0x20 }
    },
    Twist("TEXT-2") { text, choices in
      let places = text.indices.dropFirst(prefixSize).filter { 0x41...0x5a ~= text[$0] }
      if !places.isEmpty { text[choices.any(places)] += 0x20 }
    },
    Twist("TEXT-2") { text, choices in
      text.insert(
        choices.any([0x20, 0x25, 0x2b, 0x2f, 0x0a, 0x7f, 0, 0x5f]),
        at: min(text.count, prefixSize + choices.below(text.count)))
    },
    Twist("TEXT-2") { text, choices in
      guard text.count > prefixSize else { return }
      text[prefixSize + choices.below(text.count - prefixSize)] = choices.any([
        0x20, 0x25, 0x2b, 0x2f, 0x0a, 0x7f, 0x21,
      ])
    },
    Twist("TEXT-3") { text, _ in
      // The first group that 16 bits wrap to is written with its higher form.
      for start in stride(from: prefixSize, to: max(prefixSize, text.count - 2), by: 3) {
        let values = text[start..<start + 3].compactMap { digits.firstIndex(of: $0) }
        guard values.count == 3 else { return }
        let group = values[0] * 1_681 + values[1] * 41 + values[2] + 65_536
        guard group < 68_921 else { continue }
        text.replaceSubrange(
          start..<start + 3, with: [digits[group / 1_681], digits[group / 41 % 41], digits[group % 41]])
        return
      }
    },
    Twist("TEXT-3") { text, _ in
      let start = text.count - 2
      guard text.count % 3 == 0, start >= prefixSize, let high = digits.firstIndex(of: text[start]),
        let low = digits.firstIndex(of: text[start + 1])
      else { return }
      let group = high * 41 + low + 256
      guard group < 1_681 else { return }
      text.replaceSubrange(start..., with: [digits[group / 41], digits[group % 41]])
    },
    Twist("TEXT-3") { text, choices in text += Array(choices.any([":::", "::", "$$$"]).utf8) },
    Twist("TEXT-4") { text, choices in text.append(digits[choices.below(41)]) },
    Twist("TEXT-4") { text, _ in text = text.dropLast() },
    Twist("TEXT-1 SEC-5") { text, choices in text = Array(text.prefix(choices.below(6))) },
  ]
}

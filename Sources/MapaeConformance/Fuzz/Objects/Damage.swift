import Mapae
import ObjectAnnotation

/// Changes to an object's bytes that need not know what they say: fields, by the tables of the specification, and bytes.
enum Damage {
  static func apply(_ bytes: inout [UInt8], once count: Int, _ choices: inout Choices) {
    guard choices.once(in: count) else { return }
    repeat {
      if choices.once(in: 4) { changeByte(&bytes, &choices) } else { changeField(&bytes, &choices) }
    } while choices.once(in: 6)
  }

  private static func changeByte(_ bytes: inout [UInt8], _ choices: inout Choices) {
    guard !bytes.isEmpty else { return bytes.append(0x11) }
    let place = choices.below(bytes.count)
    switch choices.below(5) {
    case 0: bytes[place] ^= 1 << UInt8(choices.below(8))
    case 1: bytes[place] = UInt8(choices.below(256))
    case 2: bytes.remove(at: place)
    case 3: bytes.insert(UInt8(choices.below(256)), at: place)
    default: bytes.removeSubrange(place...)
    }
  }

  private static func changeField(_ bytes: inout [UInt8], _ choices: inout Choices) {
    var ranges: [Range<Int>] = []
    _ = try? Annotator.annotate(bytes) { if !$0.range.isEmpty { ranges.append($0.range) } }
    guard !ranges.isEmpty else { return changeByte(&bytes, &choices) }
    let range = ranges[choices.below(ranges.count)]
    switch choices.below(7) {
    case 0: add(1, to: range, of: &bytes)
    case 1: add(-1, to: range, of: &bytes)
    case 2: bytes.replaceSubrange(range, with: Array(repeating: 0, count: range.count))
    case 3: bytes.replaceSubrange(range, with: Array(repeating: 0xff, count: range.count))
    case 4: bytes.removeSubrange(range)
    case 5: bytes.insert(contentsOf: Array(bytes[range]), at: range.upperBound)
    default:
      let alike = ranges.filter { $0.count == range.count }
      bytes.replaceSubrange(range, with: Array(bytes[alike[choices.below(alike.count)]]))
    }
  }

  /// Adds to a field read as a big-endian integer, which wraps.
  private static func add(_ step: Int, to range: Range<Int>, of bytes: inout [UInt8]) {
    for index in range.reversed() {
      bytes[index] &+= step > 0 ? 1 : 255
      if bytes[index] != (step > 0 ? 0 : 255) { return }
    }
  }
}

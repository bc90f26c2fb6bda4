import Mapae
import ObjectAnnotation

/// In what two inputs differ: field by field where both have fields, otherwise byte by byte.
struct InputComparison {
  let pairs: [Pair]

  typealias Pair = (name: String, here: String, inTwin: String)

  /// A field of an object, as far as its bytes are there.
  struct Field {
    let name: String
    let range: Range<Int>
    let meaning: String
  }

  /// More would hide what matters.
  private static let shownPairs = 12
  private static let shownBytes = 32
  /// Of longer inputs only the first bytes that differ are looked for.
  private static let greatestCompared = 1 << 20

  init(_ one: Request.Input?, _ twin: Request.Input?) {
    guard let one, let twin, one != twin else {
      pairs = []
      return
    }
    guard max(one.count, twin.count) <= InputComparison.greatestCompared else {
      pairs = InputComparison.start(one.bytes, twin.bytes)
      return
    }
    let (fields, twinFields) = (one.fields, twin.fields)
    // Where one only lacks bytes at its end, they say it all.
    let isCut = one.bytes.starts(with: twin.bytes) || twin.bytes.starts(with: one.bytes)
    let all =
      isCut || fields.isEmpty || twinFields.isEmpty
      ? InputComparison.ranges(one, twin, twinFields)
      : InputComparison.fields(one, fields, twin, twinFields)
    let rest = all.count - InputComparison.shownPairs
    pairs =
      all.prefix(InputComparison.shownPairs) + (rest > 0 ? [("other fields", "\(rest) more", "\(rest) more")] : [])
  }

  /// How long both are, and the first bytes that differ.
  private static func start(_ one: [UInt8], _ twin: [UInt8]) -> [Pair] {
    let lengths = one.count == twin.count ? [] : [("length", "\(one.count) bytes", "\(twin.count) bytes")]
    guard let first = zip(one, twin).enumerated().first(where: { $1.0 != $1.1 })?.offset else { return lengths }
    return lengths + [("from byte \(first) on", hex(one[first...]), hex(twin[first...]))]
  }

  /// The fields that stand before and behind the first and the last that the other lacks are compared one by one. Where
  /// one of both is broken, nobody knows which fields stand behind that, and bytes are compared.
  private static func fields(
    _ one: Request.Input, _ fields: [Field], _ twin: Request.Input, _ twinFields: [Field]
  ) -> [Pair] {
    let shorter = min(fields.count, twinFields.count)
    let prefix = zip(fields, twinFields).prefix { $0.name == $1.name }.count
    func pairs(_ here: Field?, _ inTwin: Field?) -> [Pair] {
      compare((one.bytes, here), (twin.bytes, inTwin))
    }
    let before = (0..<prefix).flatMap { pairs(fields[$0], twinFields[$0]) }
    guard fields.end == one.count, twinFields.end == twin.count else {
      return before + ranges(one, twin, twinFields, from: (fields.prefix(prefix).end, twinFields.prefix(prefix).end))
    }
    let suffix = min(
      zip(fields.reversed(), twinFields.reversed()).prefix { $0.name == $1.name }.count, shorter - prefix)
    let here = fields.dropFirst(prefix).dropLast(suffix).flatMap { pairs($0, nil) }
    let inTwin = twinFields.dropFirst(prefix).dropLast(suffix).flatMap { pairs(nil, $0) }
    let behind = zip(fields.suffix(suffix), twinFields.suffix(suffix)).flatMap { pairs($0, $1) }
    return before + here + inTwin + behind
  }

  /// Byte by byte, with the names of the twin's fields.
  private static func ranges(
    _ one: Request.Input, _ twin: Request.Input, _ twinFields: [Field], from starts: (Int, Int) = (0, 0)
  ) -> [Pair] {
    let rest = ByteComparison(Array(one.bytes[starts.0...]), Array(twin.bytes[starts.1...]))
    return rest.ranges.map { here, inTwin in
      let here = here.lowerBound + starts.0..<here.upperBound + starts.0
      let inTwin = inTwin.lowerBound + starts.1..<inTwin.upperBound + starts.1
      let names = twinFields.filter { $0.range.overlaps(inTwin) }.map(\.name)
      let field = names.first.map { names.count > 1 ? "\($0) to \(names[names.count - 1]), " : "\($0), " } ?? ""
      return (
        field + (one.form == .text ? "text, " : "") + place(here), part(one, here), part(twin, inTwin)
      )
    }
  }

  /// One field of both, or of one of them; of a long field only what differs.
  private static func compare(
    _ here: (bytes: [UInt8], field: Field?),
    _ inTwin: (bytes: [UInt8], field: Field?)
  ) -> [Pair] {
    guard let field = here.field ?? inTwin.field else { return [] }
    let parts = (part(here.bytes, here.field), part(inTwin.bytes, inTwin.field))
    guard parts.0 != parts.1 else { return [] }
    if parts.0.count == parts.1.count, parts.0.count > shownBytes {
      return ByteComparison(Array(parts.0), Array(parts.1)).ranges.map { range, _ in
        let start = field.range.lowerBound + range.lowerBound
        return (
          "\(field.name), \(place(start..<start + range.count))", hex(Array(parts.0)[range]), hex(Array(parts.1)[range])
        )
      }
    }
    func shown(_ part: ArraySlice<UInt8>, _ field: Field?) -> String {
      guard let field else { return "nothing" }
      return hex(part) + (field.meaning.isEmpty ? "" : ": \(field.meaning)")
    }
    return [("\(field.name), \(place(field.range))", shown(parts.0, here.field), shown(parts.1, inTwin.field))]
  }

  private static func part(_ bytes: [UInt8], _ field: Field?) -> ArraySlice<UInt8> {
    guard let field, field.range.upperBound <= bytes.count else { return [] }
    return bytes[field.range]
  }

  private static func part(_ input: Request.Input, _ range: Range<Int>) -> String {
    if range.isEmpty { return "nothing" }
    guard input.form == .text else { return hex(input.bytes[range]) }
    let text = VisibleText.of(String(decoding: input.bytes[range].prefix(80), as: UTF8.self))
    return "\"\(text)\"" + (range.count > 80 ? "…" : "")
  }

  private static func hex(_ bytes: ArraySlice<UInt8>) -> String {
    if bytes.isEmpty { return "nothing" }
    return Hex.encode(bytes.prefix(shownBytes)) + (bytes.count > shownBytes ? "… (\(bytes.count) bytes)" : "")
  }

  private static func place(_ range: Range<Int>) -> String {
    range.count <= 1 ? "byte \(range.lowerBound)" : "bytes \(range.lowerBound) to \(range.upperBound - 1)"
  }
}

extension Collection<InputComparison.Field> {
  /// Behind the last byte of them.
  fileprivate var end: Int { map(\.range.upperBound).max() ?? 0 }
}

extension Request.Input {
  /// The fields of an object, up to where it is broken; none of a text.
  fileprivate var fields: [InputComparison.Field] {
    guard form == .bytes else { return [] }
    var rows: [Row] = []
    let annotation = try? Annotator.annotate(bytes) { rows.append($0) }
    if let broken = annotation?.fault?.row { rows.append(broken) }
    return rows.map { .init(name: ($0.place + [$0.field]).joined(separator: ", "), range: $0.range, meaning: $0.value) }
  }
}

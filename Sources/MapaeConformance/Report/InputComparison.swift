import Mapae

/// In what two inputs differ. Where the vectors name the fields of both, field by field.
struct InputComparison {
  let pairs: [(name: String, here: String, inTwin: String)]

  typealias Fields = [VectorCase.Values.Field]

  /// More would hide what matters.
  private static let shownPairs = 12

  init(_ one: Request.Input?, _ fields: Fields, _ twin: Request.Input?, _ twinFields: Fields) {
    guard let one, let twin, one != twin else {
      pairs = []
      return
    }
    let all =
      fields.isEmpty || twinFields.isEmpty
      ? InputComparison.ranges(one, twin, twinFields)
      : InputComparison.fields(one.bytes, fields, twin.bytes, twinFields)
    let rest = all.count - InputComparison.shownPairs
    pairs = all.prefix(InputComparison.shownPairs) + (rest > 0 ? [("and \(rest) more", "", "")] : [])
  }

  /// The fields that stand before and behind the first and the last that the other lacks are compared one by one.
  private static func fields(
    _ one: [UInt8], _ fields: Fields, _ twin: [UInt8], _ twinFields: Fields
  ) -> [(name: String, here: String, inTwin: String)] {
    let shorter = min(fields.count, twinFields.count)
    let prefix = zip(fields, twinFields).prefix { $0.name == $1.name }.count
    let suffix = min(
      zip(fields.reversed(), twinFields.reversed()).prefix { $0.name == $1.name }.count, shorter - prefix)
    func pair(_ here: VectorCase.Values.Field?, _ inTwin: VectorCase.Values.Field?) -> (String, String, String)? {
      let (left, right) = (here.map { shown(one, $0) }, inTwin.map { shown(twin, $0) })
      guard left != right, let field = here ?? inTwin else { return nil }
      return ("\(field.name), \(place(field.range))", left ?? "nothing", right ?? "nothing")
    }
    let before = (0..<prefix).compactMap { pair(fields[$0], twinFields[$0]) }
    let here = fields.dropFirst(prefix).dropLast(suffix).compactMap { pair($0, nil) }
    let inTwin = twinFields.dropFirst(prefix).dropLast(suffix).compactMap { pair(nil, $0) }
    let behind = zip(fields.suffix(suffix), twinFields.suffix(suffix)).compactMap { pair($0, $1) }
    let ends = (fields.last?.range.upperBound ?? 0, twinFields.last?.range.upperBound ?? 0)
    let tails = (Array(one.dropFirst(ends.0)), Array(twin.dropFirst(ends.1)))
    let tail = tails.0 == tails.1 ? [] : [("behind the fields", hex(tails.0[...]), hex(tails.1[...]))]
    return before + here + inTwin + behind + tail
  }

  /// Byte by byte, with the names of the twin's fields.
  private static func ranges(
    _ one: Request.Input, _ twin: Request.Input, _ twinFields: Fields
  ) -> [(name: String, here: String, inTwin: String)] {
    ByteComparison(one.bytes, twin.bytes).ranges.map { here, inTwin in
      let names = twinFields.filter { $0.range.overlaps(inTwin) }.map(\.name)
      let field = names.first.map { names.count > 1 ? "\($0) to \(names[names.count - 1]), " : "\($0), " } ?? ""
      return (
        field + (one.form == .text ? "text, " : "") + place(here), part(one, here), part(twin, inTwin)
      )
    }
  }

  private static func part(_ input: Request.Input, _ range: Range<Int>) -> String {
    if range.isEmpty { return "nothing" }
    guard input.form == .text else { return hex(input.bytes[range]) }
    let text = VisibleText.of(String(decoding: input.bytes[range].prefix(80), as: UTF8.self))
    return "\"\(text)\"" + (range.count > 80 ? "…" : "")
  }

  private static func shown(_ bytes: [UInt8], _ field: VectorCase.Values.Field) -> String {
    let part = field.range.upperBound <= bytes.count ? bytes[field.range] : []
    return hex(part) + (field.meaning.isEmpty ? "" : ": \(field.meaning)")
  }

  private static func hex(_ bytes: ArraySlice<UInt8>) -> String {
    if bytes.isEmpty { return "nothing" }
    return Hex.encode(bytes.prefix(32)) + (bytes.count > 32 ? "… (\(bytes.count) bytes)" : "")
  }

  private static func place(_ range: Range<Int>) -> String {
    range.count <= 1 ? "byte \(range.lowerBound)" : "bytes \(range.lowerBound) to \(range.upperBound - 1)"
  }
}

import Mapae

extension VectorCase.Action {
  /// What a program must announce to be asked this (chapter Conformance, "hello").
  var needs: Set<Capability> {
    switch self {
    case .open: []
    case .poster(let texts, _, _): Needs.ofPoster(texts).union([.posters])
    case .load(let input, _, _): Needs.of(input, Needs.ofBundle)
    case .verify(_, _, _, _, let input): Needs.of(input, Needs.ofPass)
    }
  }

  /// The characters of its request, at most.
  var greatestLine: Int {
    let bytes =
      switch self {
      case .open: 0
      case .load(let input, _, _), .verify(_, _, _, _, let input): input.bytes.count
      case .poster(let texts, _, _): texts.reduce(0) { $0 + $1.count + 1 }
      }
    return Self.greatestLine(of: bytes)
  }

  /// The same of one that carries so many bytes.
  static func greatestLine(of bytes: Int) -> Int { 2 * bytes + 4_096 }
}

/// What the objects need that a step shows.
private enum Needs {
  static func of(_ input: Request.Input, _ ofObject: ([UInt8]) -> Set<Capability>) -> Set<Capability> {
    guard input.form == .text else { return ofObject(input.bytes) }
    let bytes = (try? MapaeText.decode(String(decoding: input.bytes, as: UTF8.self))) ?? []
    return ofObject(bytes).union([.text])
  }

  /// Of the whole that its parts make, if any.
  static func ofPoster(_ texts: [[UInt8]]) -> Set<Capability> {
    guard let object = try? Reference.whole(texts) else { return [] }
    return ofBundle(TrustBundle.bundling(object))
  }

  /// By the kinds of its parts, as far as they can be read.
  static func ofBundle(_ bytes: [UInt8]) -> Set<Capability> {
    var needs: Set<Capability> = []
    var offset = 1
    while offset + 4 < bytes.count {
      let length = bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
      switch bytes[offset + 4] & 15 {
      case 5: needs.insert(.statusLists)
      case 8: needs.formUnion([.statusLists, .deltas])
      default: break
      }
      offset += 4 + length
    }
    return needs
  }

  /// A presentation, or a pass that names a holder key.
  static func ofPass(_ bytes: [UInt8]) -> Set<Capability> {
    if bytes.first == 0x12 { return [.presentations] }
    let names = (try? UnverifiedPass(decoding: bytes))?.unverifiedClaims[.holderKey] != nil
    return names ? [.presentations] : []
  }
}

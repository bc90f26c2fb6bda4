import Mapae

/// The QR codes that show one object: one, or those of a poster's parts.
struct ObjectCodes {
  /// All of one version; the parts in their order.
  let symbols: [QRSymbol]

  var isPoster: Bool { symbols.count > 1 }

  /// - Parameter isSplit: whether an object that one code could hold becomes a poster too, where it can be one.
  /// - Throws: where the object is too large.
  init(of object: [UInt8], level: QRSymbol.Level, isSplit: Bool) throws {
    let canBeSplit = try object.first.map { try ObjectKind(firstByte: $0).canBeSplit } ?? false
    let isSplit = isSplit && object.count > PosterPart.greatestContentSize
    guard canBeSplit, isSplit || object.count > level.greatestSize else {
      symbols = [try QRSymbol(of: object, level: level)]
      return
    }
    guard let parts = try? Poster.parts(of: object) else {
      throw ToolFailure(
        "\(object.count) bytes are too many for a poster, which holds \(Poster.greatestSize)",
        remedy: "Hand it over as a file.")
    }
    // The last part may be shorter, and is drawn as large as the others.
    let first = try QRSymbol(text: parts[0].text, level: level)
    let others = try parts.dropFirst().map {
      try QRSymbol(text: $0.text, level: level, leastVersion: first.version)
    }
    symbols = [first] + others
  }

  /// The numbers of the parts on each page of a poster, from 1.
  var pages: [ClosedRange<Int>] {
    stride(from: 1, through: symbols.count, by: PosterPage.greatestCount).map {
      $0...min($0 + PosterPage.greatestCount - 1, symbols.count)
    }
  }

  func page(_ parts: ClosedRange<Int>) -> PosterPage {
    PosterPage(parts.map { (symbols[$0 - 1], "\($0)/\(symbols.count)") })
  }
}

extension ObjectKind {
  /// Whether an object may be shown as a poster: nobody's own is (POSTER-11).
  fileprivate var canBeSplit: Bool {
    switch self {
    case .pass, .presentation, .passRequest: false
    case .authorityRecord, .trustList, .statusList, .trustBundle, .statusDelta: true
    }
  }
}

internal import CQREncode
import Mapae

/// The QR code of a Mapae object, or of a poster's part: its text in alphanumeric mode (TEXT-5, TEXT-7, POSTER-9), in the
/// smallest version that holds it.
struct QRSymbol {
  /// How much of a code may be damaged and still be read (TEXT-6): some 15 % or 25 % of it.
  enum Level: String, CaseIterable, Sendable {
    case m = "M"
    case q = "Q"

    /// The most characters in alphanumeric mode, of a code of version 40.
    var greatestLength: Int {
      switch self {
      case .m: 3_391
      case .q: 2_420
      }
    }

    /// The most bytes of an object.
    var greatestSize: Int { Base41.byteCount(ofDigits: greatestLength - MapaeText.prefix.utf8.count) }

    fileprivate var code: QRecLevel {
      switch self {
      case .m: QR_ECLEVEL_M
      case .q: QR_ECLEVEL_Q
      }
    }
  }

  let level: Level
  /// 1 to 40.
  let version: Int
  /// Modules along an edge, without the quiet zone.
  let width: Int
  /// Whether each module is dark, row by row.
  let modules: [Bool]

  /// Light modules that must stand around a code.
  static let quietZone = 4

  /// - Throws: where the object is too large for any QR code.
  init(of object: [UInt8], level: Level) throws {
    guard object.count <= level.greatestSize else {
      throw ToolFailure(
        "\(object.count) bytes are too many for a QR code: at level \(level.rawValue) it holds \(level.greatestSize)",
        remedy: level == .m || object.count > Level.m.greatestSize
          ? "Hand it over as a file." : "At --level M it fits.")
    }
    try self.init(text: MapaeText.encode(object), level: level)
  }

  /// - Parameters:
  ///   - text: of the alphanumeric mode's characters, as many as version 40 holds at most.
  ///   - leastVersion: a smaller one is not chosen; 0 is the smallest that holds the text.
  init(text: String, level: Level, leastVersion: Int = 0) throws {
    let text = Array(text.utf8)
    guard let input = unsafe QRinput_new2(Int32(leastVersion), level.code) else {
      throw Files.failure("cannot make a QR code")
    }
    defer { unsafe QRinput_free(input) }
    guard unsafe QRinput_append(input, QR_MODE_AN, Int32(text.count), text) == 0,
      let code = unsafe QRcode_encodeInput(input)
    else { throw Files.failure("cannot make a QR code") }
    defer { unsafe QRcode_free(code) }
    self.level = level
    version = unsafe Int(code.pointee.version)
    let width = unsafe Int(code.pointee.width)
    self.width = width
    // Bit 0 of libqrencode's bytes is the module; the others say what it is there for.
    modules = (0..<width * width).map { unsafe code.pointee.data[$0] & 1 == 1 }
  }

  /// Whether a module is dark, counted from the code's corner; what lies outside is light.
  func isDark(_ row: Int, _ column: Int) -> Bool {
    0..<width ~= row && 0..<width ~= column && modules[row * width + column]
  }

  /// Modules along an edge, with the quiet zone.
  var outerWidth: Int { width + 2 * QRSymbol.quietZone }
}

import CMeasure

/// The QR code that libqrencode makes of a text in alphanumeric mode.
struct Symbol {
  let version: Int
  /// Modules along an edge.
  let width: Int
  /// Whether each module is dark, row by row.
  let modules: [Bool]

  struct NoQRCode: Error {}

  init(_ text: String, _ level: QRecLevel) throws {
    guard let input = QRinput_new2(0, level) else { throw NoQRCode() }
    defer { QRinput_free(input) }
    let bytes = Array(text.utf8)
    guard QRinput_append(input, QR_MODE_AN, Int32(bytes.count), bytes) == 0, let code = QRcode_encodeInput(input) else {
      throw NoQRCode()
    }
    defer { QRcode_free(code) }
    version = Int(code.pointee.version)
    width = Int(code.pointee.width)
    // Bit 0 of libqrencode's bytes is the module; the others say what it is there for.
    modules = (0..<width * width).map { code.pointee.data[$0] & 1 == 1 }
  }
}

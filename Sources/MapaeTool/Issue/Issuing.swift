import Mapae

/// One run of `mapae issue`: record after record, and what became of each.
struct Issuing: ~Copyable {
  let form: RecordForm
  let signer: PassSigner
  var serials: SerialSupply
  let output: PassOutput
  /// When the passes are issued; `nil` for the system's clock, record by record.
  let statedTime: UnixTime?
  let isJSON: Bool
  private(set) var made = 0
  private(set) var refused = 0

  init(
    form: RecordForm, signer: consuming PassSigner, serials: SerialSupply, output: PassOutput,
    statedTime: UnixTime?, isJSON: Bool
  ) {
    self.form = form
    self.signer = signer
    self.serials = serials
    self.output = output
    self.statedTime = statedTime
    self.isJSON = isJSON
  }

  /// A pass of `--json`.
  private struct Made: Encodable {
    let line: Int
    let serial: UInt32
    let profile: String
    let issuedAt: String
    let validFrom: String
    let validUntil: String
    /// How many the pass has.
    let bytes: Int
    let text: String
  }

  /// A record of `--json` that became no pass.
  private struct Refused: Encodable {
    let line: Int
    let error: String
  }

  /// Makes a pass of a record, or reports why it becomes none.
  ///
  /// - Throws: what stops the run: a serial cannot be had, or a line cannot be written.
  mutating func issue(_ record: LineReader.Line) throws {
    let serial = try serials.next()
    let pass: UnverifiedPass
    do { pass = try self.pass(record, serial) } catch {
      refused += 1
      Terminal.warn("line \(record.number): \(error)")
      if isJSON { try output.write(JSONLine.text(Refused(line: record.number, error: "\(error)"))) }
      return
    }
    serials.use()
    try output.write(isJSON ? JSONLine.text(Issuing.answer(pass, record.number)) : MapaeText.encode(pass.bytes))
    made += 1
    if made.isMultiple(of: 256) { Terminal.progress("\(made) passes, \(refused) refused") }
  }

  /// Ends the run in order: no unused serial is lost.
  mutating func close() throws {
    Terminal.endProgress()
    let ending = Result { try output.finish() }
    do { try serials.close() } catch {
      throw ToolFailure(
        "the passes are made, but unused serials could not be handed back: \(error)",
        remedy: "They are lost; nothing else is.")
    }
    try ending.get()
  }

  private borrowing func pass(_ record: LineReader.Line, _ serial: UInt32) throws(RecordFault) -> UnverifiedPass {
    guard let bytes = record.bytes else {
      throw RecordFault("a record has more than \(RecordReader.greatestSize) bytes")
    }
    let object: FlatObject
    do { object = try FlatObject(parsing: bytes) } catch { throw RecordFault("not a record: \(error)") }
    return try signer.pass(try form.fields(of: object, serial: serial, now: statedTime ?? .systemClock))
  }

  private static func answer(_ pass: UnverifiedPass, _ line: Int) -> Made {
    Made(
      line: line, serial: pass.serial, profile: "\(pass.profile)", issuedAt: pass.issuedAt.text,
      validFrom: pass.validFrom.text, validUntil: pass.validUntil.text, bytes: pass.bytes.count,
      text: MapaeText.encode(pass.bytes))
  }
}

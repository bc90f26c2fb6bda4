import ArgumentParser
import Mapae

/// `mapae inspect`: the annotated bytes of any object.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show the bytes of an object, field by field.",
    discussion: """
      Each line is a field: its offset, its bytes, its name, the chapter of the specification that has its table, and \
      what the bytes say. A line in brackets names the part, issuer, key or rule that the next lines belong to. Passes, \
      presentations, pass requests, authority records, trust lists and trust bundles are read; other kinds are named. \
      Of broken bytes you see the fields up to the fault, then what is wrong there.

      Nothing that is shown is proven: no signature is checked and no clock is asked. Use verify for that.

      EXAMPLES
        mapae inspect pass.mapae              a file: bytes, or text
        mapae inspect pass.png                a picture of one QR code
        mapae inspect MP1:2PNMWT25H00300...   a text itself
        mapae inspect - < pass.mapae          standard input
        mapae inspect --hex 113a95b30e000003  hexadecimal digits
        mapae inspect --json bundle.mapae     for programs

      WITH --json
        Each line is one JSON object. First a line for each field:
          input, place, field, offset, hex, value, chapter
        then one line for each input, which has wellFormed:
          input, wellFormed, proven (always false)
          kind, size, notes  of an object
          fault              code, offset, of (bytes or text), row (the field)
          unreadable         why the input could not be read

      EXIT CODES
        0   every input is a well-formed object
        1   one is broken or could not be read
        64  the command was written wrongly, or there was no input
      """)

  @Flag(help: "Take each input as hexadecimal digits, not as a file's name; - reads them from standard input.")
  var hex = false

  @Flag(help: "Print JSON, one object a line.")
  var json = false

  @Argument(
    help:
      "Files with bytes, with a text or with a PNG picture of a QR code; texts that begin with MP1:; or - for standard input."
  )
  var inputs: [String]

  func validate() throws {
    guard inputs.count(where: { $0 == "-" }) <= 1 else {
      throw ValidationError("Standard input can be read only once: give - once.")
    }
  }

  func run() throws {
    var allWellFormed = true
    for (index, argument) in inputs.enumerated() {
      let input = InspectInput(argument, number: index + 1, isHex: hex)
      if !json, inputs.count > 1 { print("== \(input.name)") }
      if try !inspect(input) { allWellFormed = false }
    }
    if !allWellFormed { throw ExitCode(1) }
  }

  /// Whether the input is a well-formed object.
  private func inspect(_ input: InspectInput) throws -> Bool {
    let content: Input.Content
    do { content = try input.read() } catch let failure as ToolFailure {
      if json { print(try AnnotationJSON.conclusion(unreadable: failure.problem, input: input.name)) }
      Terminal.warn("Error: \(failure)")
      return false
    }
    switch content {
    case .bytes(let bytes): return try write(bytes, input.name)
    case .text(let text):
      let bytes: [UInt8]
      do { bytes = try MapaeText.decode(text) } catch { return try writeBrokenText(error, input.name) }
      return try write(bytes, input.name)
    }
  }

  private func write(_ bytes: [UInt8], _ name: String) throws -> Bool {
    let annotation =
      json
      ? try AnnotationJSON.write(bytes, input: name) { print($0) } : try AnnotationText.write(bytes) { print($0) }
    return annotation.fault == nil
  }

  private func writeBrokenText(_ error: FormatError, _ name: String) throws -> Bool {
    print(
      json
        ? try AnnotationJSON.conclusion(brokenText: error, input: name)
        : AnnotationText.conclusion(brokenText: error))
    return false
  }
}

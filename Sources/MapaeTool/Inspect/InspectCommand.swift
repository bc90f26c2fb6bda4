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
      authority records, trust lists and trust bundles are read; other kinds are named.

      Of broken bytes you see the fields up to the fault, then what is wrong there.

      Nothing that is shown is proven: no signature is checked and no clock is asked. Use verify for that.

      EXAMPLES
        mapae inspect pass.mapae                  a file of bytes, or of text that begins with MP1:
        mapae inspect MP1:08F7J...                the text itself
        zbarimg --raw -q code.png | mapae inspect -
        mapae inspect --hex 11a1b2c3d4000003      hexadecimal digits
        mapae inspect --json bundle.mapae         for programs

      WITH --json
        One JSON object a line. A line for each field has input, place, field, offset, hex, value and chapter. Behind
        them one line for each input has input and wellFormed, then kind, size and notes; for broken bytes fault, with
        code, offset and the row at which it lies; or unreadable, with the reason. Its proven is always false.

      EXIT CODES
        0   every input is a well-formed object
        1   one is broken or could not be read
        64  the command was written wrongly, or there was no input
      """)

  @Flag(help: "The inputs are hexadecimal digits; with -, standard input is.")
  var hex = false

  @Flag(help: "Print JSON, one object a line.")
  var json = false

  @Argument(help: "Files, texts that begin with MP1:, or - for standard input.")
  var inputs: [String]

  func validate() throws {
    guard inputs.count(where: { $0 == "-" }) <= 1 else {
      throw ValidationError("Standard input can be read only once: give - once.")
    }
  }

  func run() throws {
    var allWellFormed = true
    for input in inputs where try !inspect(input) { allWellFormed = false }
    if !allWellFormed { throw ExitCode(1) }
  }

  /// Whether the input is a well-formed object.
  private func inspect(_ argument: String) throws -> Bool {
    if !json, inputs.count > 1 { print("== \(argument)") }
    let input: InspectInput
    do { input = hex ? try InspectInput(hex: argument) : try InspectInput(argument) } catch let failure as ToolFailure {
      if json { print(try AnnotationJSON.conclusion(unreadable: failure.problem, input: argument)) }
      Terminal.warn("Error: \(failure)")
      return false
    }
    switch input {
    case .bytes(let bytes): return try write(bytes, argument).fault == nil
    case .brokenText(let error):
      let asJSON = json ? try AnnotationJSON.conclusion(brokenText: error, input: argument) : nil
      print(asJSON ?? AnnotationText.conclusion(brokenText: error))
      return false
    }
  }

  private func write(_ bytes: [UInt8], _ argument: String) throws -> Annotation {
    if json { return try AnnotationJSON.write(bytes, input: argument) { print($0) } }
    return try AnnotationText.write(bytes) { print($0) }
  }
}

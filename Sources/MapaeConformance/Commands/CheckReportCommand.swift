import ArgumentParser
import Mapae
import ToolSupport

struct CheckReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-report",
    abstract: "Find out whether a report is true of a program.",
    discussion: """
      Judges the report's answers anew and compares all results and totals, compares the hashes of vectors and program \
      with those here, and asks the program a sample of the cases again. A signature, where there is one, is checked \
      over the file's bytes; only it shows who wrote the report. The program's hashes are those of the files that its \
      command names: of what these load in their turn nothing is known.

      EXAMPLES
        mapae-conformance check-report report.json -- ./verifier
        mapae-conformance check-report report.json --sample 500 -- ./verifier
        mapae-conformance check-report report.json --key 3b6a27bc… \\
            --signature report.sig -- ./verifier

      EXIT CODES, the first that applies
        64  the command was written wrongly
        1   a file could not be read, or the program does not start
        10  the report is not true of this program and these vectors
        0   nothing speaks against it
      """)

  @Argument(help: ArgumentHelp("The report.json of a run.", valueName: "file"))
  var file: String

  @OptionGroup var vectors: VectorArguments

  @OptionGroup var arguments: ProgramArguments

  @Option(help: ArgumentHelp("How many cases to ask again.", valueName: "count"))
  var sample = 100

  @Option(help: ArgumentHelp("By which the sample is drawn; else at random.", valueName: "seed"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp("A file with an Ed25519 signature: 64 bytes, or their hexadecimal digits.", valueName: "file"))
  var signature: String?

  @Option(help: ArgumentHelp("The public key of whoever signed, in hexadecimal digits.", valueName: "hex"))
  var key: String?

  func validate() throws {
    guard (signature == nil) == (key == nil) else { throw ValidationError("--signature and --key belong together.") }
    guard key == nil || publicKey != nil else { throw ValidationError("--key is 64 hexadecimal digits.") }
    guard sample >= 1 else { throw ValidationError("--sample is 1 or more.") }
  }

  private var publicKey: PublicKey? { key.flatMap(PublicKey.init(hex:)) }

  func run() throws {
    let set = try vectors.read()
    let bytes = try Files.read(file, limit: ReportCheck.greatestSize)
    var check = try ReportCheck(bytes, set, named: file)
    if let signature, let publicKey {
      check.checkSignature(try CheckReportCommand.signature(in: signature), by: publicKey, over: bytes)
    }
    try check.compareFiles(arguments.program)
    check.recompute()
    let seed = seed ?? UInt64.random(in: 0...(.max))
    try check.askAgain(arguments.program, sample, seed: seed)
    guard check.faults.isEmpty else {
      for fault in check.faults { try Terminal.say("\(file): \(fault)") }
      throw ExitCode(10)
    }
    let hello = check.report.program.hello
    try Terminal.say(
      "\(hello.name) \(hello.version): \(check.report.grade.words), \(check.report.counts.passed) of "
        + "\(check.report.counts.cases) passed, of \(set.cases.count) that there are. "
        + "Nothing speaks against the report (sample \(sample), seed \(seed)).")
  }

  private static func signature(in path: String) throws -> [UInt8] {
    let bytes = try Files.read(path, limit: 256)
    if bytes.count == Signature.size { return bytes }
    let text = String(decoding: bytes, as: UTF8.self).trimmingPrefix { $0.isWhitespace }
    guard let decoded = Hex.decode(String(text.prefix { !$0.isWhitespace })), decoded.count == Signature.size else {
      throw ToolFailure("\(path) is no signature", remedy: "It is 64 bytes, or 128 hexadecimal digits.")
    }
    return decoded
  }
}

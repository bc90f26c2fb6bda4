import ArgumentParser
import Mapae

struct StatusShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show what a status list or a delta says.",
    discussion: """
      The file is a status list, a status delta or a bundle with them, as bytes or text. Nothing is proven: whether a list \
      is its issuer's is found when it is loaded (mapae trust load). Of a delta those serials are shown that it adds to \
      the earlier list.

      EXAMPLES
        mapae status show status.mapae
        mapae status show status.mapae --serial 73400
        mapae status show status.mapae --all
      """)

  @Argument(help: "The status list or delta, or the bundle with it; - for standard input.")
  var file: String

  @Option(help: "Say whether this serial is revoked, or added; may be given again.")
  var serial: [UInt32] = []

  @Flag(help: "Print every revoked or added serial, as ranges.")
  var all = false

  @Flag(help: "Print a JSON object a list.")
  var json = false

  func run() throws {
    for part in try StatusFile.parts(of: file) {
      var text = StatusText(part)
      text.asked = serial.isEmpty ? nil : serial.map { .init(serial: $0, isRevoked: part.serials.contains($0)) }
      if all {
        var ranges = SerialRanges()
        ranges.insert(part.serials.map { $0...$0 })
        text.serials = ranges
      }
      try text.show(asJSON: json)
    }
  }
}

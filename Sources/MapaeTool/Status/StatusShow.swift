import ArgumentParser
import Mapae

struct StatusShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show what a status list says.",
    discussion: """
      The file is a status list or a bundle with one, as bytes or text. Nothing is proven: whether the list is its \
      issuer's is found when it is loaded (mapae trust load).

      EXAMPLES
        mapae status show status.mapae
        mapae status show status.mapae --serial 73400
        mapae status show status.mapae --all
      """)

  @Argument(help: "The status list, or the bundle with it; - for standard input.")
  var file: String

  @Option(help: "Say whether this serial is revoked; may be given again.")
  var serial: [UInt32] = []

  @Flag(help: "Print every revoked serial, as ranges.")
  var all = false

  @Flag(help: "Print a JSON object a list.")
  var json = false

  func run() throws {
    for list in try StatusShow.lists(in: ObjectFile.read(file, limit: TrustBundle.greatestSize), file) {
      var text = StatusText(list)
      text.asked = serial.isEmpty ? nil : serial.map { .init(serial: $0, isRevoked: list.revoked.contains($0)) }
      if all {
        var ranges = SerialRanges()
        ranges.insert(list.revoked.map { $0...$0 })
        text.serials = ranges
      }
      try text.show(asJSON: json)
    }
  }

  private static func lists(in bytes: [UInt8], _ path: String) throws -> [StatusList] {
    do throws(FormatError) {
      guard let first = bytes.first, try ObjectKind(firstByte: first) == .trustBundle else {
        return [try StatusList(decoding: bytes)]
      }
      let lists = try TrustBundle(decoding: bytes).statusLists
      guard !lists.isEmpty else { throw FormatError(.wrongKind, at: 0) }
      var decoded: [StatusList] = []
      for list in lists { decoded.append(try StatusList(decoding: list)) }
      return decoded
    } catch {
      throw ToolFailure("\(path) holds no status list that can be read: \(error)", remedy: "Look at it: mapae inspect")
    }
  }
}

/// A status list in words.
struct StatusText: Encodable {
  let domainTag: String
  let keyNumber: UInt32
  let generation: UInt8
  let number: UInt32
  let issuedAt: UnixTime
  let expiresAt: UnixTime
  let firstLive: UInt32
  let revoked: Int
  /// Of the list, in bytes.
  let size: Int
  var asked: [Asked]?
  var serials: SerialRanges?

  struct Asked: Encodable {
    let serial: UInt32
    let isRevoked: Bool
  }

  init(_ list: StatusList) {
    domainTag = String(Hex.encode(list.bytes[1..<5]))
    (keyNumber, generation, number) = (list.keyNumber, list.generation, list.number)
    (issuedAt, expiresAt) = (list.issuedAt, list.expiresAt)
    (firstLive, revoked, size) = (list.firstLive, list.revoked.count, list.bytes.count)
  }

  func show(asJSON: Bool) throws {
    if asJSON { return print(try JSONLine.text(self)) }
    for line in lines() { print(line) }
    for asked in asked ?? [] { print("  serial \(asked.serial) is \(asked.isRevoked ? "revoked" : "not revoked")") }
    for range in serials?.ranges ?? [] {
      print(range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)")
    }
  }

  func lines() -> [String] {
    ["status list \(number) of generation \(generation), of key \(keyNumber): \(revoked) revoked, \(size) bytes"]
      + Columns.lines([
        ("domain tag", domainTag), ("issued at", issuedAt.text), ("expires at", expiresAt.text),
        ("first live", "\(firstLive)"),
      ])
  }
}

import ArgumentParser
import Foundation
import Mapae

struct RevokeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Revoke passes of an issuer, by their serials.",
    discussion: """
      A revocation is written down in the issuer's folder, for good once this command has said so; all of one command or \
      none. Doors know of it when they load the issuer's next status list: mapae status sign. It is never taken back: a \
      pass that was revoked by mistake is issued anew.

      A file holds a serial or a range a line; lines that are empty or begin with # are passed over.

      Where the folder was restored from an older copy, or its witness was lost, nothing here can tell what was revoked \
      since. Then load the newest status list that was signed, name all that was revoked since, and say so with --resume.

      EXAMPLES
        mapae revoke 73400 --issuer desk/
        mapae revoke 73400 80000-80099 --issuer desk/
        mapae revoke --from stolen-batch.txt --issuer desk/
        mapae revoke --resume --from since-the-copy.txt --issuer desk/
        mapae inspect pass.png | grep serial
      """)

  @Argument(help: "Serials, and ranges with both ends: 80000-80099.")
  var serials: [String] = []

  @Option(help: ArgumentHelp("A file of serials and ranges; - for standard input.", valueName: "file"))
  var from: String?

  @Option(help: ArgumentHelp("The issuer's folder, from `mapae issuer new`.", valueName: "folder"))
  var issuer: String

  @Flag(help: "Go on from an older copy of the folder: all that was revoked since is named here, if anything was.")
  var resume = false

  @Flag(help: "Print a JSON object.")
  var json = false

  /// The most serials that one status list can hold, about.
  private static let greatestCount: UInt64 = 16_000_000

  func validate() throws {
    if serials.isEmpty && from == nil && !resume {
      throw ValidationError("Name serials, or a file of them with --from.")
    }
  }

  func run() throws {
    var added = try serials.map { text in
      guard let range = SerialRanges.range(text) else { throw RevokeCommand.noSerial(text) }
      return range
    }
    if let from { added += try RevokeCommand.ranges(in: from) }
    guard !added.isEmpty || resume else { throw ToolFailure("\(from ?? "") names no serial") }
    let file = try RevocationFile(in: IssuerFolder(path: issuer))
    var content = try resume ? file.resume() : file.read()
    if let ended = added.first(where: { $0.lowerBound < content.firstLive }) {
      throw ToolFailure(
        "serial \(ended.lowerBound) is below \(content.firstLive), the first live one: its pass has ended",
        remedy: "Leave it out. Nothing was revoked.")
    }
    let before = content.revoked.count
    content.revoked.insert(added)
    guard content.revoked.count <= RevokeCommand.greatestCount else {
      throw ToolFailure(
        "\(content.revoked.count) serials are more than a status list holds",
        remedy: "Have the key of these passes named compromised. Nothing was revoked.")
    }
    try file.write(content)
    try show(Answer(revokedNow: content.revoked.count - before, revoked: content.revoked.count))
  }

  private struct Answer: Encodable {
    let revokedNow: UInt64
    let revoked: UInt64
  }

  private func show(_ answer: Answer) throws {
    guard !json else { return print(try JSONLine.text(answer)) }
    print("revoked \(answer.revokedNow) that were not; \(answer.revoked) in all")
    print("Doors know it from the next status list: mapae status sign --issuer \(issuer)")
  }

  private static func ranges(in path: String) throws -> [ClosedRange<UInt32>] {
    let text = String(decoding: try Files.read(path, limit: 1 << 28), as: UTF8.self)
    var ranges: [ClosedRange<UInt32>] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.isEmpty || line.hasPrefix("#") { continue }
      guard let range = SerialRanges.range(line) else { throw noSerial(line).at("\(path), line \(index + 1)") }
      ranges.append(range)
    }
    return ranges
  }

  private static func noSerial(_ text: String) -> ToolFailure {
    ToolFailure(
      "\(Printable.quote(text)) is no serial and no range of serials",
      remedy: "Write 73400 or 80000-80099, each at most 4294967295. Nothing was revoked.")
  }
}

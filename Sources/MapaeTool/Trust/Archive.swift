import Foundation
import Mapae

/// A folder with every bundle that a lister signed, each named by its list number: `1.mapae`, `2.mapae`, ….
///
/// From it come the next list and key numbers, and what the earlier lists hold the next one to (TIE-9 to TIE-12). A copy
/// that lacks the newest lists would make their numbers twice (TRUST-17): there is one archive, and it is never restored
/// without the bundles that were published since.
struct Archive {
  let path: String
  let history: ListHistory
  /// The bundle of the last list; `nil` before the first.
  let last: [UInt8]?

  /// - Throws: where a bundle of the sequence is missing, or one is damaged.
  init(path: String) throws {
    self.path = path
    var history = ListHistory()
    var last: [UInt8]?
    let numbers = try Archive.numbers(in: path)
    for (index, number) in numbers.enumerated() {
      guard number == index + 1 else {
        throw ToolFailure(
          "\(path) lacks \(index + 1).mapae",
          remedy: "Restore it from where it was published; the archive must be whole.")
      }
      let file = Archive.file(number, in: path)
      let bytes = try Files.read(file, limit: TrustBundle.greatestSize)
      let bundle = try TrustFile.decode(bytes, file)
      guard let list = bundle.list, list.fields.number == number else {
        throw ToolFailure("\(file) does not hold list \(number)", remedy: "Restore it from where it was published.")
      }
      history.add(bundle, list.fields)
      last = bytes
      if number.isMultiple(of: 100) { Terminal.progress("archive: \(number) of \(numbers.count) lists") }
    }
    Terminal.endProgress()
    self.history = history
    self.last = last
  }

  /// Keeps a bundle under its list number, for ever. Of two runs at once, one gets the number.
  func add(_ bundle: [UInt8], number: UInt32) throws {
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw ToolFailure("cannot make the folder \(path): \(error.localizedDescription)")
    }
    let file = Archive.file(Int(number), in: path)
    guard !FileManager.default.fileExists(atPath: file) else {
      throw ToolFailure(
        "list \(number) was signed by another run meanwhile", remedy: "Run this again for the next number.")
    }
    try Files.write(bundle.span, to: file, replacing: false)
  }

  private static func file(_ number: Int, in path: String) -> String { "\(path)/\(number).mapae" }

  /// Ascending; none where there is no such folder yet.
  private static func numbers(in path: String) throws -> [Int] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path)
        .compactMap { $0.wholeMatch(of: /([1-9][0-9]{0,9})\.mapae/).flatMap { Int($0.1) } }
        .sorted()
    } catch {
      throw ToolFailure("cannot read the folder \(path): \(error.localizedDescription)")
    }
  }
}

/// What a domain's earlier lists say.
struct ListHistory {
  /// The last bundle's records; none before the first list.
  private(set) var records: [AuthorityRecord] = []
  private(set) var last: TrustListFields?
  /// Every key that was ever listed, as it was first listed.
  private(set) var keys: [PublicKey: FirstListing] = [:]
  /// Every issuer id that was ever listed.
  private(set) var issuers: Set<UInt16> = []
  private var times: [(expiresAt: UnixTime, lifetime: Int64)] = []

  struct FirstListing {
    let number: UInt32
    let acceptUntil: UnixTime
  }

  mutating func add(_ bundle: TrustBundle, _ list: TrustListFields) {
    records = bundle.records
    last = list
    issuers.formUnion(list.issuers.map(\.id))
    for key in list.issuers.flatMap(\.keys) where keys[key.publicKey] == nil {
      keys[key.publicKey] = FirstListing(number: key.number, acceptUntil: key.acceptUntil)
    }
    times.append((list.expiresAt, list.expiresAt.seconds - list.issuedAt.seconds))
  }

  /// The longest lifetime, in seconds, of the lists that have not expired (chapter Trust, below TRUST-18).
  func longestLifetime(at time: UnixTime) -> Int64 {
    times.filter { $0.expiresAt > time }.map(\.lifetime).max() ?? 0
  }
}

import Mapae

/// A trust state in words, for `--json` and for a person.
struct StateText: Encodable {
  let anchor: String
  let domain: Digest
  let domainTag: String
  let records: [Record]
  let list: ListText?
  let statusLists: [StatusText]

  struct Record: Encodable {
    let digest: Digest
    let record: RecordText
  }

  init(_ state: TrustState) {
    anchor = "\(state.anchor)"
    domain = state.anchor.domain
    domainTag = Hex.encode(domain.bytes.prefix(4))
    records = state.records.map { Record(digest: $0.digest, record: RecordText($0)) }
    list = state.list.map { ListText($0.fields) }
    statusLists = state.statusLists.map(StatusText.init)
  }

  func lines() -> [String] {
    Columns.lines([("anchor", anchor), ("domain tag", domainTag)], indent: 0)
      + records.flatMap { $0.record.lines(digest: $0.digest) }
      + (list?.lines() ?? ["no trust list: every pass is undecided"])
      + statusLists.flatMap { $0.lines() }
  }

  func show(asJSON: Bool) throws {
    if asJSON { return print(try JSONLine.text(self)) }
    for line in lines() { print(line) }
  }
}

extension TrustState {
  /// Loads a bundle, or says why a door refuses it.
  @discardableResult
  mutating func take(_ bundle: [UInt8], _ path: String) throws -> LoadReport {
    do { return try load(bundle) } catch {
      let place = error.format.map { ", \($0)" } ?? ""
      throw ToolFailure(
        "\(path) is refused: \(error.refusal.sentence) (\(error.refusal.name)\(place))",
        remedy: "The state is as it was.")
    }
  }
}

extension LoadReport {
  /// Whether the state is another one than before.
  var hasTaken: Bool { recordsAdded > 0 || listTaken || statusListsTaken > 0 }

  /// What it took, for a person.
  var sentence: String {
    let records =
      recordsAdded == 0 ? nil : recordsAdded == 1 ? "1 authority record" : "\(recordsAdded) authority records"
    let lists = statusListsTaken == 1 ? "a status list" : "\(statusListsTaken) status lists"
    let taken = [records, listTaken ? "the trust list" : nil, statusListsTaken == 0 ? nil : lists].compactMap(\.self)
    if taken.isEmpty { return refusedStatusLists.isEmpty ? "nothing new: all of it is held already" : "took nothing" }
    return "took \(taken.joined(separator: " and "))"
  }
}

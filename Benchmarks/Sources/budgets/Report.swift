import Foundation

/// One measured value beside its limit.
struct Row: Encodable {
  enum Status: String, Encodable {
    case ok = "OK"
    case over = "OVER"
    /// Measured for the reader; no limit.
    case reported = "-"
  }

  let group: String
  let what: String
  /// As printed, with its unit.
  let measured: String
  /// The number alone, where it is one.
  let value: Double?
  let limit: String
  let greatestValue: Double?
  let status: Status
  /// Whether being over the limit fails the run. Times do not: a busy machine is not a fault of the library.
  let gates: Bool
}

/// All rows of a run, and what a reader must know of how they were measured.
struct Report: Encodable {
  private(set) var rows: [Row] = []
  private(set) var notes: [String] = []

  mutating func note(_ text: String) { notes.append(text) }

  /// A row without a limit.
  mutating func add(_ group: String, _ what: String, _ measured: String) {
    rows.append(
      Row(
        group: group, what: what, measured: measured, value: Double(measured), limit: "", greatestValue: nil,
        status: .reported, gates: false))
  }

  /// A row that gates: a size or a count of at most `limit`.
  mutating func add(_ group: String, _ what: String, _ measured: Int, _ unit: String = "", limit: Int) {
    let unit = unit.isEmpty ? "" : " " + unit
    rows.append(
      Row(
        group: group, what: what, measured: "\(measured)\(unit)", value: Double(measured), limit: "\(limit)\(unit)",
        greatestValue: Double(limit), status: measured <= limit ? .ok : .over, gates: true))
  }

  /// A row of a time, as a ratio; it does not gate.
  mutating func add(_ group: String, _ what: String, ratio: Double, limit: Double, _ detail: String) {
    rows.append(
      Row(
        group: group, what: what, measured: String(format: "%.4f (%@)", ratio, detail), value: ratio,
        limit: String(format: "%.2f", limit), greatestValue: limit, status: ratio <= limit ? .ok : .over, gates: false))
  }

  var failed: [Row] { rows.filter { $0.gates && $0.status == .over } }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// What gates, as a Markdown table; a group of rows that all have one value and one limit is one row.
  func markdown() -> String {
    var lines = ["| | | measured | limit |", "|---|---|---|---|"]
    let gating = rows.filter(\.gates)
    var groups: [String] = []
    for row in gating where !groups.contains(row.group) { groups.append(row.group) }
    for group in groups {
      let members = gating.filter { $0.group == group }
      let isAlike = members.allSatisfy { $0.measured == members[0].measured && $0.limit == members[0].limit }
      for (index, row) in members.prefix(isAlike ? 1 : members.count).enumerated() {
        let what = isAlike ? "on each of \(members.count) paths" : row.what.trimmingCharacters(in: .whitespaces)
        lines.append("| \(index == 0 ? group : "") | \(what) | \(row.measured) | \(row.limit) |")
      }
    }
    return lines.joined(separator: "\n")
  }

  func table() -> String {
    let widths = (
      what: rows.map(\.what.count).max() ?? 0, measured: rows.map(\.measured.count).max() ?? 0,
      limit: max(5, rows.map(\.limit.count).max() ?? 0)
    )
    var lines: [String] = []
    var group = ""
    for row in rows {
      if row.group != group {
        group = row.group
        lines += [
          "", group,
          "  " + padded("", widths.what) + "  " + padded("measured", widths.measured) + "  "
            + padded("limit", widths.limit),
        ]
      }
      lines.append(
        "  " + padded(row.what, widths.what) + "  " + padded(row.measured, widths.measured) + "  "
          + padded(row.limit, widths.limit) + "  " + row.status.rawValue)
    }
    return (lines + [""] + notes).joined(separator: "\n")
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

import Mapae
import TestSupport

@testable import MapaeTool

/// The generated parts of the chapter Examples, each under the name that its marks in the chapter give.
struct ExampleBlocks: Sendable {
  let texts: [String: String]

  init() throws {
    let domain = try ExampleDomain()
    let passes = try ExamplePasses(domain)
    texts = [
      "keys": ExampleBlocks.keys(),
      "anchor": ExampleBlocks.anchor(domain),
      "record-1": try ExampleBlocks.annotated(domain.firstRecord.bytes),
      "record-2": try ExampleBlocks.annotated(domain.secondRecord.bytes),
      "list": try ExampleBlocks.annotated(domain.list.bytes),
      "status-list": try ExampleBlocks.annotated(domain.statusList.bytes),
      "status-delta": try ExampleBlocks.annotated(domain.statusDelta.bytes),
      "bundle": try ExampleBlocks.parts(domain.bundle),
      "bundle-text": ExampleBlocks.code(MapaeText.encode(domain.bundle)),
      "poster": try ExampleBlocks.poster(domain.bundle),
      "pass": try ExampleBlocks.annotated(passes.erika),
      "pass-text": ExampleBlocks.code(MapaeText.encode(passes.erika)),
      "signed": ExampleBlocks.signed(passes),
      "presentation": try ExampleBlocks.annotated(passes.presented),
      "presentation-text": ExampleBlocks.code(MapaeText.encode(passes.presented)),
      "request": try ExampleBlocks.annotated(passes.request),
      "request-text": ExampleBlocks.code(MapaeText.encode(passes.request)),
      "broken": try ExampleBlocks.annotated(passes.erika.dropLast()),
      "passes": ExampleBlocks.passes(passes),
      "pass-texts": ExampleBlocks.code(
        passes.all.map { "\($0.name)\n\($0.text)" }.joined(separator: "\n\n")),
      "policies": ExampleBlocks.table(
        ["policy", "scopes"], ExamplePolicy.allCases.map { ["*\($0.rawValue)*", $0.what] }),
      "verdicts": ExampleBlocks.verdicts(domain, passes),
      "records": ExampleBlocks.records(domain, passes),
    ]
  }

  private static func keys() -> String {
    table(
      ["key", "seed", "public key"],
      ExampleKey.allCases.map { ["\($0.name)", "`\(Hex.encode([$0.rawValue]))` × 32", "`\($0.publicKey)`"] })
  }

  private static func anchor(_ domain: ExampleDomain) -> String {
    table(
      ["what", "value"],
      [
        ["anchor, and domain digest: SHA-256 of record 1's signed bytes", "`\(Anchor(domain: domain.digest))`"],
        ["digest of record 2", "`\(domain.secondRecord.digest)`"],
        ["anchor at record 2", "`\(Anchor(domain: domain.digest, record: domain.secondRecord.digest))`"],
        ["domain tag", "`\(domain.digest.hex.prefix(8))`"],
        ["domain digest of Southmark", "`\(domain.southmark)`"],
      ])
  }

  /// What `mapae inspect` prints.
  private static func annotated(_ bytes: some Sequence<UInt8>) throws -> String {
    var lines: [String] = []
    _ = try AnnotationText.write(Array(bytes)) { lines.append($0) }
    return code(lines.joined(separator: "\n"))
  }

  /// A bundle's own fields; its parts are shown by themselves.
  private static func parts(_ bundle: [UInt8]) throws -> String {
    var rows: [[String]] = []
    _ = try Annotator.annotate(bundle) { row in
      let isPart = row.place.count == 1 && row.field == "first byte"
      guard row.place.isEmpty || isPart || row.place.count == 1 && row.field == "length" else { return }
      rows.append([
        String(row.range.lowerBound), "`\(Hex.encode(bundle[row.range]))`" + (isPart ? " …" : ""),
        (row.place + [row.field]).joined(separator: ", ") + ": " + row.value,
      ])
    }
    return table(["offset", "bytes", "field"], rows)
  }

  /// Each part's text and what stands before its content.
  private static func poster(_ object: [UInt8]) throws -> String {
    let parts = try Poster.parts(of: object)
    let rows = parts.map { part in
      [
        "\(part.number)", "`\(Hex.encode([part.number]))`", "`\(Hex.encode([part.count]))`",
        "`\(Poster(part).name)`", "\(part.content.count)", "\(part.text.utf8.count)",
      ]
    }
    return table(["part", "number", "count", "digest prefix", "bytes of content", "characters"], rows) + "\n\n"
      + code(parts.map(\.text).joined(separator: "\n\n"))
  }

  /// The lines of some of the verdicts: the first one of each pass that is named.
  private static func records(_ domain: ExampleDomain, _ passes: ExamplePasses) -> String {
    let lines = ["erika", "hong", "visitor", "key-1", "foreign", "altered", "cut"].compactMap { name in
      ExampleVerdict.all.first { $0.pass == name }.map { question in
        let pass = (try? MapaeText.decode(passes[name].text)).flatMap { try? UnverifiedPass(decoding: $0) }
        return question.verifier(domain).record(of: question.verdict(domain, passes), pass: pass, at: question.clock)
          .line
      }
    }
    return code(lines.joined().trimmed)
  }

  /// Label, domain digest and signed bytes, one a line.
  private static func signed(_ passes: ExamplePasses) -> String {
    let bytes = passes.erikaBytesToSign
    return code([bytes[..<16], bytes[16..<48], bytes[48...]].map { Hex.encode($0) }.joined(separator: "\n"))
  }

  private static func passes(_ passes: ExamplePasses) -> String {
    table(["pass", "bytes", "what"], passes.all.map { [$0.name, $0.bytes.map { String($0.count) } ?? "", $0.what] })
  }

  private static func verdicts(_ domain: ExampleDomain, _ passes: ExamplePasses) -> String {
    table(
      ["pass", "earliest", "latest", "policy", "outcome", "reason", "instant", "authentic", "advisories"],
      ExampleVerdict.all.map { question in
        let verdict = question.verdict(domain, passes)
        return [
          question.pass, question.earliest.text, question.latest.text, "*\(question.policy.rawValue)*",
          verdict.outcome, verdict.reason.map { "`\($0.name)`" } ?? "", verdict.edge?.text ?? "",
          verdict.isAuthentic ? "yes" : "no", verdict.advisories.names.map { "`\($0)`" }.joined(separator: " "),
        ]
      })
  }

  private static func table(_ header: [String], _ rows: [[String]]) -> String {
    ([header, header.map { _ in "---" }] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }

  private static func code(_ text: String) -> String { "```text\n\(text)\n```" }
}

extension Verdict {
  fileprivate var edge: UnixTime? {
    switch self {
    case .accepted: nil
    case .undecided(let finding), .rejected(let finding): finding.edge
    }
  }

  fileprivate var isAuthentic: Bool {
    switch authenticity {
    case .authentic: true
    case .unproven: false
    }
  }
}

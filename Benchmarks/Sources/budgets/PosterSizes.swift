import CMeasure
import Mapae

/// How many codes a poster has, twelve on a page. Splitting looks at no content, so zeros stand for a bundle.
func measurePosters(_ report: inout Report) throws {
  let parts = try Poster.parts(of: [UInt8](repeating: 0, count: 11_623))
  let versions = try parts.map { try Symbol($0.text, QR_ECLEVEL_M).version }
  report.add("Poster", "a country's bundle of 11,623 bytes", parts.count, "codes", limit: 24)
  report.add("Poster", "  their QR version at M", versions.max() ?? 0, limit: 20)
}

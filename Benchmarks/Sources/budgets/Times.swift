import CMeasure
import Foundation
import Mapae

/// Times against libsodium's bare check of the same bytes, interleaved in one process, as ratios of medians.
func measureTimes(_ domain: MeasuredDomain, _ report: inout Report) throws {
  let path = try VerdictPath.all(domain)[1]
  let pass = try UnverifiedPass(decoding: path.input)
  let text = MapaeText.encode(path.input)
  let bare = BareCheck(domain, path.input)
  let group = "Times over libsodium's bare crypto_sign_verify_detached; reported, not judged"

  let whole = try ratio {
    path.verifier.judge(path.input, at: path.clock).reason == nil
  } to: {
    bare.isGood()
  }
  report.add(group, "verification, whole, from bytes", ratio: whole.value, limit: 1.05, whole.detail)
  let fromText = try ratio {
    path.verifier.judge(text: text, at: path.clock).reason == nil
  } to: {
    bare.isGood()
  }
  report.add(group, "verification, whole, from text", ratio: fromText.value, limit: 1.05, fromText.detail)

  // Two signatures, and the vetting of one key.
  let code = try domain.presentation(of: domain.vaccination { $0.claims.append(try MeasuredDomain.holderClaim) })
  let presented = try ratio {
    path.verifier.judge(code, at: path.clock).reason == nil
  } to: {
    bare.isGood()
  }
  report.add(
    group, "presentation, whole, from bytes", String(format: "%.4f (%@)", presented.value, presented.detail))

  let decoding = try ratio(batch: 50) {
    (try? UnverifiedPass(decoding: path.input))?.serial == pass.serial
  } to: {
    bare.isGood()
  }
  report.add(
    group, "bytes to decoded pass, \(path.input.count) bytes", ratio: decoding.value, limit: 0.01, decoding.detail)
  let textDecoding = try ratio(batch: 50) {
    guard let bytes = try? MapaeText.decode(text) else { return false }
    return (try? UnverifiedPass(decoding: bytes))?.serial == pass.serial
  } to: {
    bare.isGood()
  }
  report.add(
    group, "text to decoded pass, \(text.utf8.count) characters", ratio: textDecoding.value, limit: 0.01,
    textDecoding.detail)
}

/// What a program without this library would call.
private struct BareCheck {
  let message: [UInt8]
  let signature: [UInt8]
  let key: [UInt8]

  init(_ domain: MeasuredDomain, _ pass: [UInt8]) {
    message = domain.message(Array(pass.dropLast(Signature.size)))
    signature = Array(pass.suffix(Signature.size))
    key = domain.fields.issuers[0].keys[0].publicKey.bytes
  }

  func isGood() -> Bool { crypto_sign_verify_detached(signature, message, UInt64(message.count), key) == 0 }
}

struct WrongAnswer: Error {}

private let pairs = 4_000

/// The ratio of the medians of `pairs` pairs, their order alternating. A short `body` runs `batch` times a pair.
private func ratio(
  batch: Int = 1, _ body: () -> Bool, to reference: () -> Bool
) throws -> (value: Double, detail: String) {
  var ours: [UInt64] = []
  var theirs: [UInt64] = []
  func time(_ rounds: Int, _ body: () -> Bool) throws -> UInt64 {
    let start = measure_now()
    for _ in 0..<rounds where !body() { throw WrongAnswer() }
    return measure_now() - start
  }
  for pair in 0..<pairs + 100 {
    if pair.isMultiple(of: 2) {
      ours.append(try time(batch, body))
      theirs.append(try time(1, reference))
    } else {
      theirs.append(try time(1, reference))
      ours.append(try time(batch, body))
    }
  }
  let our = median(ours.dropFirst(100)) / Double(batch)
  let their = median(theirs.dropFirst(100))
  return (our / their, String(format: "%.2f over %.2f µs", our / 1_000, their / 1_000))
}

private func median(_ values: some Sequence<UInt64>) -> Double {
  let sorted = values.sorted()
  return Double(sorted[sorted.count / 2])
}

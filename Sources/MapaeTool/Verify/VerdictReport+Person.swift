/// The report in words.
extension VerdictReport {
  /// - Parameter withSupportCode: whether the code is shown, which the door's sentence never holds (PRIV-14).
  func words(withSupportCode: Bool) -> String {
    var lines = [headline]
    lines += [error, advice].compactMap { $0 }
    if let sentence { lines.append(sentence) }
    if let fault { lines.append("What is broken: \(fault).") }
    if let reason, let number, let remedy {
      lines.append("Reason \(number), \(reason); the \(remedy) can mend it.")
    }
    if let decidingTime, let clockEarliest, let clockLatest {
      lines.append("Deciding time \(decidingTime); this door's clock \(clockEarliest) to \(clockLatest).")
    }
    if let validFrom, let validUntil { lines.append("The pass is valid from \(validFrom) until \(validUntil).") }
    if let issuer, let profile { lines.append("Issued by \(issuer), profile \(profile).") }
    for (name, value) in (claims ?? [:]).sorted(by: { $0.key < $1.key }) { lines.append("\(name): \(value)") }
    if withSupportCode, let supportCode { lines.append("Support code \(supportCode)") }
    if let unrecorded { lines.append("This check is NOT in the record: \(unrecorded)") }
    return lines.joined(separator: "\n  ")
  }

  private var headline: String {
    let colour: Terminal.Colour =
      switch outcome {
      case "accepted": .green
      case "undecided": .yellow
      default: .red
      }
    let origin = Input.Origin(source: input, line: line, code: code)
    return "\(Terminal.paint(outcome.uppercased(), colour))  \(origin)"
  }
}

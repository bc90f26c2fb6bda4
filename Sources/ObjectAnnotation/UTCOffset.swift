/// Quarter hours east of UTC, as `+09:00`.
package struct UTCOffset: Hashable, Sendable {
  package let quarterHours: Int

  package init(quarterHours: Int) { self.quarterHours = quarterHours }

  package init?(text: String) {
    guard let match = text.wholeMatch(of: /([+-])([0-9]{2}):(00|15|30|45)/), let hours = Int(match.2),
      let minutes = Int(match.3)
    else { return nil }
    quarterHours = (match.1 == "-" ? -1 : 1) * (hours * 4 + minutes / 15)
    guard (-48...56).contains(quarterHours) else { return nil }
  }

  package var text: String {
    let (hours, quarters) = abs(quarterHours).quotientAndRemainder(dividingBy: 4)
    let digits = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return (quarterHours < 0 ? "-" : "+") + digits(hours) + ":" + digits(quarters * 15)
  }
}

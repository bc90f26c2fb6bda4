import Foundation
import Mapae

/// Quarter hours east of UTC, as `+09:00`.
struct UTCOffset: Codable, Hashable {
  let quarterHours: Int

  init(quarterHours: Int) { self.quarterHours = quarterHours }

  init?(text: String) {
    guard let match = text.wholeMatch(of: /([+-])([0-9]{2}):(00|15|30|45)/), let hours = Int(match.2),
      let minutes = Int(match.3)
    else { return nil }
    quarterHours = (match.1 == "-" ? -1 : 1) * (hours * 4 + minutes / 15)
    guard (-48...56).contains(quarterHours) else { return nil }
  }

  var text: String {
    let (hours, quarters) = abs(quarterHours).quotientAndRemainder(dividingBy: 4)
    let digits = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return (quarterHours < 0 ? "-" : "+") + digits(hours) + ":" + digits(quarters * 15)
  }

  init(from decoder: any Decoder) throws {
    self = try decoder.value("an offset from -12:00 to +14:00 in quarter hours") { UTCOffset(text: $0) }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

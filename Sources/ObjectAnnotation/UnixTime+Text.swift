import Foundation
package import Mapae

extension UnixTime {
  /// The time of a text such as `2026-11-22T11:19:06Z`, or of a count of Unix seconds.
  package init?(text: String) {
    if let seconds = Int64(text) {
      self.init(seconds)
    } else if let date = try? Date(text, strategy: .iso8601) {
      self.init(Int64(date.timeIntervalSince1970.rounded(.down)))
      // Foundation takes the 30th of February for the 2nd of March.
      guard self.text == text else { return nil }
    } else {
      return nil
    }
  }

  /// As people and `--json` see it: `2026-11-22T11:19:06Z`.
  package var text: String { Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601) }
}

import ArgumentParser
import Foundation
import Mapae

extension UnixTime {
  /// The system's clock. Only commands may ask for it, and only where they were not told the time.
  static var systemClock: UnixTime { UnixTime(Int64(Date().timeIntervalSince1970.rounded(.down))) }
}

/// A time on the command line.
struct TimeArgument: ExpressibleByArgument {
  let time: UnixTime

  init?(argument: String) {
    guard let time = UnixTime(text: argument) else { return nil }
    self.time = time
  }
}

/// A count of seconds, written with a unit: `90s`, `15m`, `12h`, `30d`; a bare number is seconds.
struct TimeSpan: Hashable, Sendable, ExpressibleByArgument {
  let seconds: Int64

  init?(argument: String) {
    let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
    let unit = argument.last.flatMap { units[$0] }
    let digits = unit == nil ? Substring(argument) : argument.dropLast()
    guard let count = Int64(digits), count >= 0, count <= 1 << 40 else { return nil }
    seconds = count * (unit ?? 1)
  }

  init(seconds: Int64) { self.seconds = seconds }

  /// In the largest unit that divides it.
  var text: String {
    for (unit, size) in [("d", 86_400), ("h", 3_600), ("m", 60)] as [(String, Int64)] {
      if seconds > 0, seconds.isMultiple(of: size) { return "\(seconds / size)\(unit)" }
    }
    return "\(seconds)s"
  }
}

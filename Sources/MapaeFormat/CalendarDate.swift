/// A date without a time zone, known to the day, the month or only the year: three bytes (CLAIM, "Dates").
public struct CalendarDate: Hashable, Sendable {
  /// 1 to 9999.
  public let year: Int
  /// 1 to 12, or 0 where only the year is known.
  public let month: Int
  /// 1 to the month's length, or 0 where it is not known.
  public let day: Int

  /// `nil` where the calendar has no such date.
  public init?(year: Int, month: Int = 0, day: Int = 0) {
    guard (1...9999).contains(year), (0...12).contains(month) else { return nil }
    guard day == 0 || month != 0 && day > 0 && day <= CalendarDate.length(ofMonth: month, year: year) else {
      return nil
    }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The date of a claim's 24 bits; `nil` where they are no date.
  public init?(encoded: UInt32) {
    guard encoded >> 23 == 0 else { return nil }
    self.init(year: Int(encoded >> 9), month: Int(encoded >> 5 & 15), day: Int(encoded & 31))
  }

  /// The 24 bits of a claim.
  public var encoded: UInt32 { UInt32(year) << 9 | UInt32(month) << 5 | UInt32(day) }

  /// Whether the day is known.
  public var isExact: Bool { day != 0 }

  /// Days from 1970-01-01 to the first and to the last day that the date may mean; equal for an exact date.
  public var days: ClosedRange<Int64> {
    let firstMonth = month == 0 ? 1 : month
    let lastMonth = month == 0 ? 12 : month
    let lastDay = day == 0 ? CalendarDate.length(ofMonth: lastMonth, year: year) : day
    return CalendarDate.daysSince1970(
      year, firstMonth, max(day, 1))...CalendarDate.daysSince1970(
        year, lastMonth, lastDay)
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && !year.isMultiple(of: 100) || year.isMultiple(of: 400)
  }

  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    let before = year - 1
    let wholeYears = before * 365 + before / 4 - before / 100 + before / 400
    let wholeMonths = (1..<month).reduce(0) { $0 + length(ofMonth: $1, year: year) }
    return Int64(wholeYears + wholeMonths + day - 1) - 719_162
  }
}

extension CalendarDate: CustomStringConvertible {
  /// `1963`, `1964-01` or `2021-02-18`.
  public var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    var text = padded(year, 4)
    if month != 0 { text += "-" + padded(month, 2) }
    if day != 0 { text += "-" + padded(day, 2) }
    return text
  }

  /// The date that a text of one of these three forms means; `nil` for any other text.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count) else { return nil }
    var numbers = [0, 0, 0]
    for (index, part) in parts.enumerated() {
      guard part.count == (index == 0 ? 4 : 2) else { return nil }
      for digit in part {
        guard digit >= 48, digit <= 57 else { return nil }
        numbers[index] = numbers[index] * 10 + Int(digit - 48)
      }
      // A month or day of 00 is no form of ours: the fewer parts say it.
      guard numbers[index] > 0 else { return nil }
    }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }
}

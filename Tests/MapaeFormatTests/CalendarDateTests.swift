import MapaeFormat
import Testing

@Suite("Dates: three bytes, and which days there are")
struct CalendarDateTests {
  private func isLeap(_ year: Int) -> Bool {
    if year % 400 == 0 { return true }
    if year % 100 == 0 { return false }
    return year % 4 == 0
  }

  private func days(_ year: Int, _ month: Int) -> Int {
    month == 2 && isLeap(year) ? 29 : [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  @Test("CLAIM-6: all 512 months and days of every year from 0 to 16,383, in some years, and of February in all")
  func impossible() {
    for year in 0..<16_384 {
      let isWhole = [0, 1, 4, 100, 400, 1_900, 1_963, 2_000, 2_024, 2_026, 2_100, 9_999, 10_000, 16_383].contains(year)
      let february = [2 << 5 | 0, 2 << 5 | 28, 2 << 5 | 29, 2 << 5 | 30]
      for low in isWhole ? Array(0..<512) : february {
        let (month, day) = (low >> 5, low & 31)
        let isDate =
          (1...9_999).contains(year) && month <= 12
          && (day == 0 || month > 0 && day <= days(year, max(month, 1)))
        let encoded = UInt32(year << 9 | low)
        let date = CalendarDate(encoded: encoded)
        if (date != nil) != isDate { Issue.record("\(year)-\(month)-\(day)") }
        if let date, date.encoded != encoded { Issue.record("\(year)-\(month)-\(day) is encoded otherwise") }
        if CalendarDate(encoded: encoded | 1 << 23) != nil { Issue.record("bit 23 of \(year)-\(month)-\(day)") }
      }
    }
  }

  @Test("every month follows the one before it: days since 1970 for all 119,988 months")
  func consecutive() throws {
    var expected: Int64 = try #require(CalendarDate(year: 1, month: 1, day: 1)).days.lowerBound
    for year in 1...9_999 {
      let whole = try #require(CalendarDate(year: year)).days
      if whole.lowerBound != expected { Issue.record("the first day of \(year)") }
      for month in 1...12 {
        let days = try #require(CalendarDate(year: year, month: month)).days
        if days.lowerBound != expected { Issue.record("the first day of \(year)-\(month)") }
        expected += Int64(self.days(year, month))
        if days.upperBound != expected - 1 { Issue.record("the last day of \(year)-\(month)") }
      }
      if whole.upperBound != expected - 1 { Issue.record("the last day of \(year)") }
    }
  }

  @Test("known days: 1970-01-01 is 0, the ends of the calendar, leap days")
  func known() throws {
    for (year, month, day, days) in [
      (1970, 1, 1, 0), (1969, 12, 31, -1), (1, 1, 1, -719_162), (9999, 12, 31, 2_932_896), (2000, 2, 29, 11_016),
      (2024, 2, 29, 19_782), (2026, 11, 22, 20_779), (1900, 3, 1, -25_508),
    ] {
      let date = try #require(CalendarDate(year: year, month: month, day: day))
      #expect(date.isExact && date.days == Int64(days)...Int64(days), "\(date)")
    }
    #expect(CalendarDate(year: 1900, month: 2, day: 29) == nil)
    #expect(CalendarDate(year: 2026, month: 0, day: 1) == nil)
    #expect(CalendarDate(year: 2026, month: 1, day: -1) == nil)
    #expect(CalendarDate(year: 2026, month: -1) == nil && CalendarDate(year: 2026, month: 13) == nil)
    #expect(CalendarDate(year: 0) == nil && CalendarDate(year: 10_000) == nil && CalendarDate(year: .min) == nil)
  }

  @Test(
    "the spec's examples, and their texts there and back",
    arguments: [
      (0x0fca52, "2021-02-18"), (0x0f5600, "1963"), (0x0f5820, "1964-01"), (0x000200, "0001"),
    ] as [(UInt32, String)])
  func texts(encoded: UInt32, text: String) throws {
    let date = try #require(CalendarDate(encoded: encoded))
    #expect(date.description == text)
    #expect(CalendarDate(text) == date)
  }

  @Test(
    "no date is read from any other text",
    arguments: [
      "", "-", "1963-", "1963-00", "1963-1", "1963-13", "1963-02-30", "1963-02-29", "1963-01-00", "1963-01-1", "963",
      "01963", "0000", "10000", "1963-01-01-01", "1963/01/01", "-1963", "1963--01", " 1963", "1963 ", "１９６３", "19a3",
      "1963-0a", "+963",
    ])
  func notDates(text: String) { #expect(CalendarDate(text) == nil) }
}

import ToolSupport

/// Where a report is written: for programs, for build servers, for people.
struct ReportFolder {
  let path: String

  /// Writes report.json, junit.xml and report.html in place of those that are there.
  func write(_ report: RunReport, _ set: VectorSet) throws {
    try Files.makeFolder(path)
    try Files.write(report.bytes, to: path + "/report.json")
    try Files.write(Array(JUnit(report, set).text.utf8), to: path + "/junit.xml")
    try Files.write(Array(ReportPage(report, set).text.utf8), to: path + "/report.html")
  }
}

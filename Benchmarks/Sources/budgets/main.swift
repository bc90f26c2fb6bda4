import Foundation

let usage = """
  usage: budgets [--json] [--data FOLDER]

  Measures every budget and prints it beside its limit. Fails where a size or a count of allocations is over its limit;
  times are reported, not judged. FOLDER holds reference-claims.json and vaccination-claims.ndjson.
  """

var isJSON = false
var data = URL(fileURLWithPath: "../shared/data/claims")
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
  switch argument {
  case "--json": isJSON = true
  case "--data":
    guard let folder = arguments.popFirst() else {
      print(usage)
      exit(64)
    }
    data = URL(fileURLWithPath: folder)
  default:
    print(usage)
    exit(argument == "--help" ? 0 : 64)
  }
}

var report = Report()
do {
  let domain = try MeasuredDomain()
  try measurePassSizes(data, domain, &report)
  try measureBundleSizes(&report)
  try measureAllocations(domain, &report)
  try measureTimes(domain, &report)
  print(isJSON ? try report.json() : report.table())
} catch {
  complain("could not measure: \(error)")
  exit(1)
}
for row in report.failed { complain("over: \(row.group), \(row.what): \(row.measured), limit \(row.limit)") }
exit(report.failed.isEmpty ? 0 : 1)

func complain(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

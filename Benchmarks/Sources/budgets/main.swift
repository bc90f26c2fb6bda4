import Foundation

let usage = """
  usage: budgets [--json | --readme] [--data FOLDER]
         budgets --picture

  Measures every budget and prints it beside its limit. Fails where a size or a count of allocations is over its limit;
  times are reported, not judged. FOLDER holds reference-claims.json and vaccination-claims.ndjson.

    --json     for programs
    --readme   the README's table: what has a limit and is the same on every machine
    --picture  the README's picture, as SVG
  """

enum Form {
  case table, json, readme
}

var form = Form.table
var data = URL(fileURLWithPath: "../shared/data/claims")
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
  switch argument {
  case "--json": form = .json
  case "--readme": form = .readme
  case "--picture":
    print(try Picture.svg(), terminator: "")
    exit(0)
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
  try measurePosters(&report)
  try measureAllocations(domain, &report)
  if form != .readme { try measureStatusLists(domain, &report) }
  if form != .readme { try measureTimes(domain, &report) }
  switch form {
  case .table: print(report.table())
  case .json: print(try report.json())
  case .readme: print(report.markdown())
  }
} catch {
  complain("could not measure: \(error)")
  exit(1)
}
for row in report.failed { complain("over: \(row.group), \(row.what): \(row.measured), limit \(row.limit)") }
exit(report.failed.isEmpty ? 0 : 1)

func complain(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

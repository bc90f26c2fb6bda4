// A door that only verifies: it must not need Foundation. Arguments: anchor, trust bundle in hexadecimal, seconds since
// 1970 and a pass's text. Exit codes are those of `mapae verify`.
import Mapae

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

let arguments = CommandLine.arguments
guard arguments.count == 5, let anchor = Anchor(arguments[1]), let bundle = Hex.decode(arguments[2]),
  let seconds = Int64(arguments[3])
else {
  print("usage: Door ANCHOR BUNDLE SECONDS PASS")
  exit(64)
}

var state = TrustState(anchor: anchor)
do { try state.load(bundle) } catch {
  print(error.refusal.sentence)
  exit(1)
}
let door = Verifier(states: [state], policy: Policy(accepting: [.init(anchor.domain, .access)]))
switch door.judge(text: arguments[4], at: ClockReading(UnixTime(seconds), error: 30)) {
case .accepted(let acceptance):
  print("accepted", acceptance.pass.claims[.familyName]?.text ?? "")
  exit(0)
case .undecided(let finding):
  print("undecided", finding.reason.name)
  exit(20)
case .rejected(let finding):
  print("rejected", finding.reason.name)
  exit(10)
}

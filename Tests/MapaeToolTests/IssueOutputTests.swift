import Foundation
import Mapae
import Testing

@Suite("Passes that cannot be written")
struct IssueOutputTests {
  static let plain = ["--profile", "access", "--lifetime", "1d"]

  @Test("--out makes a new file, and never overwrites one")
  func out() throws {
    let desk = try IssuerDesk()
    let out = (desk.scratch / "passes").path
    let result = try desk.issue("{}\n{}", IssueOutputTests.plain + ["--out", out])
    #expect(result.status == 0)
    #expect(result.output == "")
    let content = try String(contentsOfFile: out, encoding: .utf8)
    #expect(try IssuerDesk.passes(content).count == 2)
    let again = try desk.issue("{}", IssueOutputTests.plain + ["--out", out])
    #expect(again.status == 1)
    #expect(again.errors.contains("already there"))
    #expect(try String(contentsOfFile: out, encoding: .utf8) == content)
    #expect(try desk.issue("{}", IssueOutputTests.plain + ["--out", "/absent/out"]).errors.contains("cannot write"))
  }

  @Test(
    "a full disk and a reader that goes away each give one error, and no serial is lost beyond the pass",
    arguments: [
      ("\"$@\" > /dev/full", "No space left"),
      ("\"$@\" | head -n 1 > /dev/null", "Broken pipe"),
      ("\"$@\" >&-", "Bad file descriptor"),
    ])
  func output(script: String, reason: String) throws {
    let desk = try IssuerDesk()
    try Data(String(repeating: "{}\n", count: 5_000).utf8).write(to: desk.scratch / "records")
    let result = try Tool.shell(script, desk.arguments(IssueOutputTests.plain + [(desk.scratch / "records").path]))
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("Error: cannot write standard output: \(reason)"), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1)
    let spent = try desk.show().spent
    #expect((1..<5_000).contains(spent))
    #expect(try desk.serials(3).allSatisfy { $0 > 0 })
    #expect(try desk.show().spent == spent + 3)
  }

  @Test("standard error that is closed or full changes no pass and no file")
  func errors() throws {
    let desk = try IssuerDesk()
    try Data("x\n{}\nx\n{}\n".utf8).write(to: desk.scratch / "records")
    // Open for writing as well, the input would take the warnings if its descriptor became that of standard error.
    for redirection in ["2>&-", "2> /dev/full"] {
      let result = try Tool.shell(
        "\"$@\" \(redirection) <> records", desk.arguments(IssueOutputTests.plain), in: desk.scratch.folder)
      #expect(result.status == 1)
      #expect(try IssuerDesk.passes(result.output).count == 2)
    }
    #expect(try Data(contentsOf: desk.scratch / "records") == Data("x\n{}\nx\n{}\n".utf8))
    #expect(try desk.show().spent == 4)
  }

  @Test("a disk that is full for the register gives one error before any serial is used")
  func register() throws {
    let desk = try IssuerDesk()
    let used = try desk.serials(5)
    // A disk of its own, of 32 kB, with the folder on it and nothing left. Its mount is gone with the shell.
    let script = """
      folder="$1"; shift
      cp -a "$folder" "$folder.copy"
      mount -t tmpfs -o size=32k none "$folder"
      cp -a "$folder.copy/." "$folder"
      head -c 1M /dev/zero > "$folder/filler" 2> /dev/null
      printf '{}' | "$@" 2>&1
      status=$?
      ls "$folder"
      exit $status
      """
    let result = try Tool.mounting(
      script, [desk.folder, Tool.executable.path] + desk.arguments(IssueOutputTests.plain))
    #expect(result.status == 1, "\(result)")
    #expect(
      result.output == """
        Error: cannot write \(desk.folder)/register.json: No space left on device
        filler
        register.json
        trust

        """, "nothing is left behind")
    #expect(Set(used).isDisjoint(with: try desk.serials(300)))
    #expect(try desk.show().spent == 305)
  }
}

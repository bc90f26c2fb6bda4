import Testing

@Suite("Help and usage")
struct HelpTests {
  @Test("help names the exit codes")
  func help() throws {
    let result = try Tool.run(["--help"])
    #expect(result.status == 0)
    #expect(result.output.contains("EXIT CODES"))
  }
}

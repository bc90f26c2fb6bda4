import Mapae
import TestSupport
import Testing

/// The library on real signed bytes: what the model says, it says, and D2 holds for it too.
@Suite("Ignorance never rejects: the library")
struct LibraryTests {
  /// It takes longest of all tests, so it has two parts, one for each core: the seeds in turn are one's and the other's.
  private static let parts: UInt64 = 2

  @Test(
    "D2 on real bytes: the library rejects no accepted pass for lack of a fact, and agrees with the model",
    arguments: 0..<parts)
  func ignorance(part: UInt64) throws {
    let wanted = Seeds.worlds / 10 / Int(LibraryTests.parts)
    let model = Model()
    var (accepting, judged) = (0, 0)
    let first = Seeds.first &+ part
    var seed = first
    while accepting < wanted {
      defer { seed &+= LibraryTests.parts }
      var draw = Draw(seed: seed)
      let world = World(&draw, model)
      guard model.isHonest(world.pass, world.own.lists, now: world.now),
        model.judge(world.pass, at: world.knowingDoor).outcome == .accepted
      else { continue }
      accepting += 1
      let signed = try SignedWorld(world)
      let lacks = world.lacks(&draw)
      for _ in 0..<4 {
        var lack = lacks[draw.below(lacks.count)]
        lack.door.knowledge = lack.door.knowledge.ofVersion1
        let verdict = Model.Verdict(try signed.judge(lack.pass, at: lack.door))
        judged += 1
        guard verdict == model.judge(lack.pass, at: lack.door), verdict.outcome != .rejected else {
          Issue.record("seed \(seed): \(verdict) of the library without \(lack.fact.rawValue), \(lack.door). \(world)")
          return
        }
      }
    }
    print("seed \(first): \(accepting) accepting worlds as real bytes, judged \(judged) times by the library")
  }

  @Test("honest lists load, whichever are skipped")
  func skipping() throws {
    let wanted = max(200, Seeds.worlds / 50)
    var loads = 0
    for index in 0..<UInt64(wanted) {
      var draw = Draw(seed: Seeds.first &+ index)
      let world = World(&draw, Model())
      do {
        loads += try SignedDomain(world.own, nonce: 1).loadSome(&draw)
      } catch let error as LoadError {
        Issue.record("seed \(Seeds.first &+ index): \(error) of an honest list. \(world)")
        return
      }
    }
    print("seed \(Seeds.first): \(loads) loads of honest lists in \(wanted) domains")
    #expect(loads > wanted)
  }
}

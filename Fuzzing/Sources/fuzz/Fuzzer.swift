// The entry points that libFuzzer calls. Which target they are of, the environment says: libFuzzer starts this program
// again and again by itself, with its own arguments.
internal import CEffort
internal import Foundation
internal import Harness

private let target: Target = {
  let name = ProcessInfo.processInfo.environment["MAPAE_FUZZ_TARGET"] ?? ""
  guard let target = Target.all.first(where: { $0.name == name }) else {
    fatalError("MAPAE_FUZZ_TARGET names no target: there are \(Target.all.map(\.name).joined(separator: ", "))")
  }
  return target
}()

@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
  do { try target.run(input) } catch { fatalError("\(target.name): \(error)") }
  // What asks for time runs through much, and teaches nothing.
  return target.asksForTime(input) ? -1 : 0
}

@c(LLVMFuzzerCustomMutator)
public func mutate(_ bytes: UnsafeMutablePointer<UInt8>?, _ count: Int, _ limit: Int, _ seed: UInt32) -> Int {
  guard let bytes = unsafe bytes else { return 0 }
  let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
  var draw = Draw(seed: UInt64(seed), mutateBytes: mutateBytes)
  let output = target.mutated(input, limit: limit, &draw)
  _ = unsafe UnsafeMutableBufferPointer(start: bytes, count: limit).update(fromContentsOf: output)
  return output.count
}

private func mutateBytes(_ bytes: [UInt8], _ limit: Int) -> [UInt8] {
  let capacity = max(limit, bytes.count)
  var buffer = bytes + Array(repeating: 0, count: capacity - bytes.count)
  let count = unsafe buffer.withUnsafeMutableBufferPointer {
    unsafe LLVMFuzzerMutate($0.baseAddress, bytes.count, capacity)
  }
  return Array(buffer.prefix(count))
}

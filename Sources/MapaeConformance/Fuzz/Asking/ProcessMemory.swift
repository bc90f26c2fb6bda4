import Foundation

/// What a process takes of the machine's memory, as the system says; on Linux alone.
enum ProcessMemory {
  /// Mebibytes that it and all that it started have now, and at most had; `nil` where the system does not say. Many a
  /// verifier is started by a script.
  static func of(_ process: Int32) -> (now: Int, peak: Int)? {
    guard var sum = ofOne(process) else { return nil }
    for child in children(process) {
      guard let part = of(child) else { continue }
      sum = (sum.now + part.now, sum.peak + part.peak)
    }
    return sum
  }

  private static func children(_ process: Int32) -> [Int32] {
    let path = "/proc/\(process)/task/\(process)/children"
    return (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: " ").compactMap { Int32($0) } ?? []
  }

  private static func ofOne(_ process: Int32) -> (now: Int, peak: Int)? {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8) else { return nil }
    guard let now = mebibytes("VmRSS:", status), let peak = mebibytes("VmHWM:", status) else { return nil }
    return (now, peak)
  }

  private static func mebibytes(_ name: String, _ status: String) -> Int? {
    status.split(separator: "\n").first { $0.hasPrefix(name) }?.split(separator: " ").dropLast().last
      .flatMap { Int($0.split(separator: "\t").last ?? $0) }.map { $0 / 1_024 }
  }
}

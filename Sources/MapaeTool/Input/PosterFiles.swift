import Mapae

/// The parts of posters that files and pictures bring.
struct PosterFiles {
  private var posters: [Poster] = []
  private var faults: [String] = []

  /// The most posters that are told apart: as many as hang side by side, and a bound for hostile files.
  private static let greatestCount = 16

  /// Takes what a text says to be a part. One with a fault is named and passed over: the others may be all that is needed
  /// (POSTER-1).
  mutating func take(_ text: String, from origin: Input.Origin) throws {
    let part: PosterPart
    do { part = try PosterPart(decoding: text) } catch {
      faults.append("\(origin) is no part of a poster: \(error)")
      return
    }
    for index in posters.indices where posters[index].take(part) { return }
    guard posters.count < PosterFiles.greatestCount else {
      throw ToolFailure(
        "these are parts of more than \(PosterFiles.greatestCount) posters", remedy: "Give the pictures of one poster.")
    }
    posters.append(Poster(part))
  }

  /// The object of the one poster that is whole (POSTER-4 to POSTER-7).
  func object() throws -> [UInt8] {
    var wholes: [[UInt8]] = []
    var others: [String] = []
    for poster in posters {
      do { wholes.append(try poster.object()) } catch { others.append(PosterFiles.describe(error, poster)) }
    }
    guard wholes.count <= 1 else {
      throw ToolFailure("there are \(wholes.count) whole posters", remedy: "Give the pictures of one of them.")
    }
    guard let object = wholes.first else {
      throw ToolFailure(
        (others + faults.prefix(3)).joined(separator: "\n"),
        remedy: "Give all parts of one poster, in any order: pictures, or files of their texts.")
    }
    for fault in others + faults.prefix(3) { Terminal.warn("Passed over: \(fault)") }
    return object
  }

  private static func describe(_ error: PosterError, _ poster: Poster) -> String {
    let name = "poster \(poster.name)"
    return switch error {
    case .missing(let numbers): "\(name): of \(poster.count) parts, \(list(numbers)) missing"
    case .contradicted(let numbers): "\(name): \(list(numbers)) there twice, with different content"
    case .damaged, .wrongSize: "\(name): its \(poster.count) parts do not belong together; one of them was altered"
    }
  }

  /// `number 3 is`, `numbers 1, 2 and 7 are`; of many the first ten.
  private static func list(_ numbers: [Int]) -> String {
    guard let last = numbers.last, numbers.count > 1 else { return "number \(numbers.first ?? 0) is" }
    guard numbers.count <= 10 else {
      return "numbers \(numbers.prefix(10).map(String.init).joined(separator: ", ")) and \(numbers.count - 10) more are"
    }
    return "numbers \(numbers.dropLast().map(String.init).joined(separator: ", ")) and \(last) are"
  }
}

import Mapae

/// The lines of `mapae present --each`: which pass to show, with which key, and what to answer.
struct PresentationOrders {
  let domain: Digest
  let passphraseFile: String?

  /// One line, named as its members are.
  private struct Order {
    let pass: String
    let key: String
    let challenge: Challenge?
  }

  /// Presents the pass of each line as soon as the line is there, and says its text.
  ///
  /// - Parameters:
  ///   - path: a file of JSON objects, one a line; `-` for standard input.
  ///   - time: gives what a presentation states.
  /// - Throws: at the first line that cannot be presented; whoever reads the texts counts them.
  func present(from path: String, at time: () -> UnixTime) throws {
    let stream = try ByteStream(path)
    var lines = LineReader(stream)
    while let line = try lines.next() {
      do { try Terminal.say(text(of: line, at: time())) } catch let failure as ToolFailure {
        throw failure.at("\(stream.name), line \(line.number)")
      }
    }
    if lines.isEmpty { throw ToolFailure("\(stream.name) names no pass") }
  }

  private func text(of line: LineReader.Line, at time: UnixTime) throws -> String {
    let order = try PresentationOrders.order(line)
    let key = try KeyFile(path: order.key).load(passphraseFile: passphraseFile)
    let pass: [UInt8]
    do { pass = try MapaeText.decode(order.pass) } catch { throw ToolFailure("pass is no Mapae text: \(error)") }
    return MapaeText.encode(try Presenter(pass, domain: domain, key: key).present(at: time, answering: order.challenge))
  }

  private static func order(_ line: LineReader.Line) throws -> Order {
    guard let bytes = line.bytes else { throw ToolFailure("longer than \(LineReader.greatestLength) bytes") }
    let object: FlatObject
    do { object = try FlatObject(parsing: bytes) } catch { throw ToolFailure("not an order: \(error)") }
    var members: [String: String] = [:]
    for (name, value) in object.members {
      guard ["pass", "key", "challenge"].contains(name) else {
        throw ToolFailure("unknown member \(Printable.quote(name))", remedy: "There are pass, key and challenge.")
      }
      guard case .text(let text) = value else { throw ToolFailure("\(name) must be a text, in quotes") }
      members[name] = text
    }
    guard let pass = members["pass"], let key = members["key"] else {
      throw ToolFailure("pass or key is not there", remedy: #"Write {"pass": "MP1:…", "key": "holder.key"}."#)
    }
    let challenge = try members["challenge"].map { digits in
      guard let challenge = Hex.decode(digits).flatMap(Challenge.init) else {
        throw ToolFailure("challenge must be 1 to 32 bytes in hexadecimal digits")
      }
      return challenge
    }
    return Order(pass: pass, key: key, challenge: challenge)
  }
}

/// A property that an input breaks.
public struct Violation: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}

func require(_ holds: Bool, _ property: @autoclosure () -> String) throws(Violation) {
  guard holds else { throw Violation(property()) }
}

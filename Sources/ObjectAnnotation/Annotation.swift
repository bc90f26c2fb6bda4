package import Mapae

/// One field of an object, as it stands in the bytes.
package struct Row: Sendable {
  /// What it belongs to, outermost first, such as `part 2`, `issuer 1`, `key 3`; empty for the object's own fields.
  package let place: [String]
  /// The field's name in the specification's table; for a claim's value the claim's name.
  package let field: String
  /// Where its bytes stand. Shorter than the field where the bytes end inside it.
  package let range: Range<Int>
  /// What the bytes say, in words.
  package let value: String
  package let chapter: Chapter
}

/// The chapters that hold the tables of fields, by their files in `spec/`.
package enum Chapter: String, Sendable {
  case conventions = "conventions.md"
  case pass = "pass.md"
  case presentation = "presentation.md"
  case trust = "trust.md"
  case status = "status.md"
  case rules = "rules.md"
  case registries = "registries.md"
}

/// What is to be said of an object behind its rows.
package struct Annotation: Sendable {
  /// `nil` where the first byte is of another version, of no kind, or absent.
  package let kind: ObjectKind?
  /// The count of all bytes.
  package let size: Int
  package let fault: Fault?
  /// What a verifier finds in the claims of a well-formed pass.
  package let notes: [String]

  /// Where an object is broken.
  package struct Fault: Sendable {
    /// The decoder's own answer.
    package let error: FormatError
    /// The field in which it lies; `nil` where no field begins there.
    package let row: Row?
  }
}

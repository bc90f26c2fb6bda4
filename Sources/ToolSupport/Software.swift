/// What all tools of this package are released as.
package enum Software {
  /// By Semantic Versioning. The version of the format is another thing.
  package static let version = "1.0.0"
}

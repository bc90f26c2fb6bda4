/// The requirements of the specification that this runner was built from.
enum Requirements {
  static func sentence(of id: String) -> String? { nil }
}

import Mapae

extension Profile {
  /// The profile of a name of the registry, or of a number of the registry or for private use.
  init?(text: String) {
    if let profile = Registry.profiles.first(where: { Registry.name(of: $0) == text }) {
      self = profile
    } else if let number = UInt16(text), Registry.understands(Profile(rawValue: number)) {
      self.init(rawValue: number)
    } else {
      return nil
    }
  }
}

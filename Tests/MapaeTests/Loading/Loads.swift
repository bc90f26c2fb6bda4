import Mapae
import TestSupport
import Testing

/// Loads a bundle of parts into a copy of the state, and proves LOAD-4 where it is refused.
func refusal(
  of parts: [[UInt8]], into state: TrustState, sourceLocation: SourceLocation = #_sourceLocation
) -> Refusal? {
  refusal(of: TrustBundle.encode(parts), into: state, sourceLocation: sourceLocation)
}

func refusal(
  of bundle: [UInt8], into state: TrustState, sourceLocation: SourceLocation = #_sourceLocation
) -> Refusal? {
  var state = state
  let before = state.bytes
  do {
    try state.load(bundle)
    return nil
  } catch {
    #expect(state.bytes == before, "LOAD-4: a refused load changed the state", sourceLocation: sourceLocation)
    #expect(
      (error.format != nil) == [.malformed, .unsupportedVersion].contains(error.refusal),
      sourceLocation: sourceLocation)
    if let offset = error.format?.offset {
      #expect((0...bundle.count).contains(offset), "\(error) points outside", sourceLocation: sourceLocation)
    }
    return error.refusal
  }
}

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
  refusal(from: state, inputSize: bundle.count, sourceLocation) { state throws(LoadError) in try state.load(bundle) }
}

func refusal(
  ofText text: String, into state: TrustState, sourceLocation: SourceLocation = #_sourceLocation
) -> Refusal? {
  refusal(from: state, inputSize: text.utf8.count, sourceLocation) { state throws(LoadError) in
    try state.load(text: text)
  }
}

private func refusal(
  from state: TrustState, inputSize: Int, _ sourceLocation: SourceLocation,
  _ load: (inout TrustState) throws(LoadError) -> LoadReport
) -> Refusal? {
  var state = state
  let before = state.bytes
  do {
    let report = try load(&state)
    let isUnchanged = report.recordsAdded == 0 && !report.listTaken && report.statusListsTaken == 0
    #expect((state.bytes == before) == isUnchanged, sourceLocation: sourceLocation)
    return nil
  } catch {
    #expect(state.bytes == before, "LOAD-4: a refused load changed the state", sourceLocation: sourceLocation)
    #expect(
      (error.format != nil) == [.malformed, .unsupportedVersion].contains(error.refusal),
      sourceLocation: sourceLocation)
    if let offset = error.format?.offset {
      #expect((0...inputSize).contains(offset), "\(error) points outside", sourceLocation: sourceLocation)
    }
    return error.refusal
  }
}

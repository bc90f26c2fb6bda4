internal import Mapae
internal import Synchronization

/// Remembers what loads led to. A load is a function of bundle and state alone, and each costs many signature checks, so
/// the target of verdicts, which asks for the same loads over and over, asks here. The target of bundles never does.
enum LoadMemory {
  private struct Load: Hashable {
    let anchor: Anchor
    let before: [UInt8]?
    let bundle: [UInt8]
  }

  private static let loads = Mutex<[Load: Result<TrustState, LoadError>]>([:])
  private static let capacity = 4_096

  /// The state behind a load.
  static func load(_ bundle: [UInt8], into before: TrustState) throws(LoadError) -> TrustState {
    let load = Load(anchor: before.anchor, before: before.bytes, bundle: bundle)
    if let remembered = loads.withLock({ $0[load] }) { return try remembered.get() }
    let outcome = Result { () throws(LoadError) in
      var state = before
      try state.load(bundle)
      return state
    }
    loads.withLock {
      if $0.count == capacity { $0 = [:] }
      $0[load] = outcome
    }
    return try outcome.get()
  }
}

import ArgumentParser
import Mapae

struct TrustSign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Sign the next trust list of a domain, from its source.",
    discussion: """
      The source is a JSON file. Spans are written 90s, 15m, 48h, 28d; times 2027-03-01T00:00:00Z. A field that is not \
      known is an error. A star marks what may be left out, with what it means then.

        {
          "calendar": {
            "every": "24h",            the interval between regular lists
            "refreshAfter": "48h",     a span from issued at, or a time
            "expiresAt": "28d",        the same
            "longestPass": "270d",     longest from signing to a pass's end
            "listKeysUntil": TIME      * planned last use of the list keys
          },
          "issuers": [{
            "id": 1,
            "name": "Northmark Health Service",
            "profiles": ["vaccination"],
            "keys": [{
              "publicKey": KEY,        64 hexadecimal digits
              "signsFrom": TIME,       the planned window: first second inside
              "signsUntil": TIME,      and first one behind
              "acceptUntil": TIME,     * as listed before; for a new key
                                         signsUntil plus longestPass
              "usage": "status-lists", * passes
              "state": "compromised"   * good
            }],
            "statusGeneration": 1,     * 0; rises after a status key is stolen
            "statusDemand": 57         * none; doors say undecided without a
                                         status list of this number or above
          }],
          "rules": [{
            "profile": "vaccination",
            "inForceFrom": TIME,
            "inForceUntil": TIME,      * until further notice
            "countedFrom": "dose-date",  issued-at, valid-from or a date claim
            "opensAfter": "14d",
            "closesAfter": "181d",
            "utcOffset": "+09:00",     * UTC; where a date's midnight is
            "condition": {             * all passes of the profile
              "claim": "dose-number",
              "below": 3
            }
          }]
        }

      The list and its new keys get the next numbers of the archive. A list that breaks a tie to an earlier one is \
      refused, and so is a bundle that a door would not take; nothing is written then. Lead times, a missing standby \
      key and an unusual calendar give warnings.

      Where the list keys are on several machines: mapae trust draft, mapae authority sign, mapae trust seal.

      EXAMPLES
        mapae trust sign source.json --record record-1.mapae --archive archive \\
            --key list-1.key --out bundle.mapae
        mapae trust sign source.json --archive archive \\
            --key list-1.key --out tomorrow.mapae
      """)

  @OptionGroup var source: SourceArguments

  @Option(
    name: .customLong("key"),
    help: ArgumentHelp("The key file of a list key; once for each that signs.", valueName: "file"))
  var keys: [String]

  @OptionGroup var protection: PassphraseArguments

  @OptionGroup var bundle: BundleArguments

  func run() throws {
    try Files.refuseExisting(bundle.out)
    let publication = try Publication(source.places)
    let (draft, warnings) = try source.draft(for: publication)
    var published = try publication.publish(
      draft, signatures: try signatures(of: draft, by: publication.chain.last.lists), to: bundle.out)
    published.warnings = warnings
    try published.show(asJSON: bundle.json)
  }

  /// Each secret is in memory for as long as it signs (SEC-21).
  private func signatures(
    of draft: TrustListDraft, by listKeys: AuthorityRecord.Keys
  ) throws -> [PublicKey: [UInt8]] {
    var signatures: [PublicKey: [UInt8]] = [:]
    for path in keys {
      let key = try KeyFile(path: path).load(passphraseFile: protection.passphraseFile)
      guard listKeys.keys.contains(key.publicKey) else {
        throw ToolFailure(
          "\(path) is no list key of the newest authority record: \(key.publicKey)",
          remedy: "Use one of its list keys, or bring the new record with --record.")
      }
      guard signatures.updateValue(key.sign(draft.bytesToSign), forKey: key.publicKey) == nil else {
        throw ToolFailure("\(path) is given twice", remedy: "Each key counts once.")
      }
    }
    return signatures
  }
}

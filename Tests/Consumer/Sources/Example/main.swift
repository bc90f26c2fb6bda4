import Mapae

// An authority of one root and one list key, and one issuer. Theirs would be kept on machines of their own.
guard let root = SigningKey(), let listKey = SigningKey(), let issuerKey = SigningKey() else {
  fatalError("no guarded memory or no randomness")
}
let start = UnixTime(1_767_225_600)
let day: Int64 = 86_400

let recordDraft = try AuthorityRecordDraft(
  AuthorityRecordFields(
    number: 1, origin: .nonce(.random()), issuedAt: start, listsUntil: start + 1_000 * day,
    roots: .init(keys: [root.publicKey], threshold: 1), lists: .init(keys: [listKey.publicKey], threshold: 1)))
let record = try recordDraft.sealed(with: [root.publicKey: root.sign(recordDraft.bytesToSign)])

let listDraft = try TrustListDraft(
  TrustListFields(
    domain: record.digest, authorityNumber: 1, number: 1, nextKeyNumber: 1, issuedAt: start,
    refreshAfter: start + 7 * day, expiresAt: start + 30 * day,
    issuers: [
      .init(
        id: 1, name: "Hwalbindang", profiles: [.access],
        keys: [.init(number: 0, publicKey: issuerKey.publicKey, acceptUntil: start + 30 * day)])
    ], rules: []))
let list = try listDraft.sealed(with: [listKey.publicKey: listKey.sign(listDraft.bytesToSign)], under: record)

var state = TrustState(anchor: Anchor(domain: record.digest))
try state.load(TrustBundle.encode([record.bytes, list.bytes]))

let noon = start + day / 2
let pass = try issue(with: issuerKey, in: record.digest, at: noon)
for seconds in [60, -day / 4, 2 * day] {
  print(answer(to: pass, by: state, at: ClockReading(noon + seconds, error: 30)))
}

// What the other program, a door, is given.
print(state.anchor, Hex.encode(state.bytes ?? []), (noon + 60).seconds, pass)

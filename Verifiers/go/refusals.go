package mapae

// A Refusal is why a bundle, or a status list or delta in it, was not taken.
// It is a name of the registry.
type Refusal string

func (r Refusal) Error() string { return string(r) }

// Refusals of a load.
const (
	UnsupportedVersion Refusal = "unsupported-version"
	Malformed          Refusal = "malformed"
	ForeignDomain      Refusal = "foreign-domain"
	AnchorMissing      Refusal = "anchor-missing"
	RecordConflict     Refusal = "record-conflict"
	RecordGap          Refusal = "record-gap"
	BadKey             Refusal = "bad-key"
	BadSignature       Refusal = "bad-signature"
	WrongAuthority     Refusal = "wrong-authority"
	ListMissing        Refusal = "list-missing"
	ListTooLong        Refusal = "list-too-long"
	Rollback           Refusal = "rollback"
	ListConflict       Refusal = "list-conflict"
	TieDates           Refusal = "tie-dates"
	TieNextKey         Refusal = "tie-next-key"
	TieKeyEntered      Refusal = "tie-key-entered"
	TieKeyChanged      Refusal = "tie-key-changed"
	TieWidened         Refusal = "tie-widened"
	TieStatus          Refusal = "tie-status"
	TieKeyLeft         Refusal = "tie-key-left"
	TieRule            Refusal = "tie-rule"
)

// Refusals of a status list or delta.
const (
	StatusMalformed       Refusal = "status-malformed"
	StatusForeignDomain   Refusal = "status-foreign-domain"
	StatusKeyNotYetKnown  Refusal = "status-key-not-yet-known"
	StatusKeyWithdrawn    Refusal = "status-key-withdrawn"
	StatusBadSignature    Refusal = "status-bad-signature"
	StatusKeyCompromised  Refusal = "status-key-compromised"
	StatusKeyNotForThis   Refusal = "status-key-not-for-this"
	StatusOtherGeneration Refusal = "status-other-generation"
	StatusTooLong         Refusal = "status-too-long"
	StatusRollback        Refusal = "status-rollback"
	StatusConflict        Refusal = "status-conflict"
	StatusFirstLive       Refusal = "status-first-live"
	StatusNotContained    Refusal = "status-not-contained"
	StatusNoRoom          Refusal = "status-no-room"
	StatusBaseMissing     Refusal = "status-base-missing"
)

package mapae

// An Outcome is accepted, undecided or rejected.
type Outcome string

// Accepted is the outcome without a reason; that of each reason stands in the
// registry.
const Accepted Outcome = "accepted"

// A Reason is why a pass is not accepted. It is a name of the registry.
type Reason string

const noReason Reason = ""

// Reasons, in the order of their steps.
const (
	reasonUnsupportedVersion Reason = "unsupported-version"
	reasonDeviceLimit        Reason = "device-limit"
	reasonMalformed          Reason = "malformed"
	reasonUnknownDomain      Reason = "unknown-domain"
	reasonKeyNotYetKnown     Reason = "key-not-yet-known"
	reasonKeyWithdrawn       Reason = "key-withdrawn"
	reasonBadSignature       Reason = "bad-signature"
	reasonKeyCompromised     Reason = "key-compromised"
	reasonKeyNotForThis      Reason = "key-not-for-this"
	reasonNotAcceptedHere    Reason = "not-accepted-here"
	reasonRevoked            Reason = "revoked"
	reasonExpired            Reason = "expired"
	reasonInvalidClaims      Reason = "invalid-claims"
	reasonBadHolderProof     Reason = "bad-holder-proof"
	reasonRuleExpired        Reason = "rule-expired"
	reasonUnsupportedProfile Reason = "unsupported-profile"
	reasonUnsupportedClaim   Reason = "unsupported-claim"
	reasonClockBehind        Reason = "clock-behind"
	reasonPassFromFuture     Reason = "pass-from-future"
	reasonClockUncertain     Reason = "clock-uncertain"
	reasonTrustListExpired   Reason = "trust-list-expired"
	reasonHomeListMissing    Reason = "home-list-missing"
	reasonUnsupportedRule    Reason = "unsupported-rule"
	reasonDateTooCoarse      Reason = "date-too-coarse"
	reasonNotYetValid        Reason = "not-yet-valid"
	reasonRuleNotYetOpen     Reason = "rule-not-yet-open"
	reasonPresentationNeeded Reason = "presentation-needed"
	reasonWrongChallenge     Reason = "wrong-challenge"
	reasonPresentationStale  Reason = "presentation-stale"
	reasonStatusListMissing  Reason = "status-list-missing"
	reasonStatusListExpired  Reason = "status-list-expired"
)

// Advisories.
const (
	advisoryRefreshDue          = "refresh-due"
	advisoryUnknownClaimIgnored = "unknown-claim-ignored"
)

// A Verdict is what Judge says of an input.
type Verdict struct {
	Outcome    Outcome
	Reason     Reason // empty where accepted
	Authentic  bool   // VERIFY-23
	Advisories []string
	Instant    *int64 // the one that decides, if there is one
}

// verdictFor gives the verdict of a reason that decides.
func verdictFor(reason Reason, instant *int64) Verdict {
	return Verdict{Outcome: reasonOutcome[reason], Reason: reason, Instant: instant}
}

// An Input is what was shown: a text, or the bytes of an object.
type Input struct {
	Text  bool
	Bytes []byte
}

// A Scope is a pair that a door accepts.
type Scope struct {
	Domain  Digest
	Profile uint16
}

// A TagSet is the tags for private use that a caller understands in a scope.
type TagSet map[byte]bool

// A Policy is what a door is for.
type Policy struct {
	Scopes      map[Scope]TagSet
	Home        *Digest // the home domain, if there is one
	SizeLimit   int     // of a pass; brought into 256 to 1,024
	GreatestAge int64   // of presentations, in seconds, at most 2^32 - 1
	Challenge   []byte  // nil where none is asked for
	Bare        bool    // whether a bound pass may be shown bare
}

// Settings of a policy that names none.
const (
	DefaultSizeLimit   = maxPassSize
	DefaultGreatestAge = 60
)

const minSizeLimit = 256

func (p *Policy) sizeLimit() int {
	switch {
	case p.SizeLimit < minSizeLimit:
		return minSizeLimit
	case p.SizeLimit > maxPassSize:
		return maxPassSize
	}
	return p.SizeLimit
}

// Judge gives the verdict on one input. The states are of different domains,
// and the clock's Earliest is not above its Latest.
func Judge(input Input, states []*State, policy Policy, clock Clock) Verdict {
	shown, reason := open(input, policy.sizeLimit()) // steps 1 to 3
	if reason != noReason {
		return verdictFor(reason, nil)
	}
	state, reason := findSigner(shown.pass, states) // steps 4 to 7
	if reason != noReason {
		return verdictFor(reason, nil)
	}
	key := state.list.key(shown.pass.keyNumber)
	switch { // steps 8 and 9
	case key.compromised: // VERIFY-11
		return verdictFor(reasonKeyCompromised, nil)
	case key.forStatus || !key.issuer.has(shown.pass.profile): // VERIFY-12, VERIFY-13
		return verdictFor(reasonKeyNotForThis, nil)
	}
	j := newJudgement(shown, state, key, states, policy, clock)
	verdict := j.verdict()
	verdict.Authentic = true
	verdict.Advisories = j.advisories()
	return verdict
}

// A showing is a pass, bare or in a presentation.
type showing struct {
	pass         *pass
	presentation *presentation // nil where bare
}

// open takes steps 1 to 3.
func open(input Input, sizeLimit int) (showing, Reason) {
	object := input.Bytes
	if input.Text {
		digits, found := textBody(object, objectPrefix)
		if !found { // TEXT-1
			return showing{}, reasonUnsupportedVersion
		}
		var err error
		if object, err = decodeBase41(digits); err != nil {
			return showing{}, reasonMalformed
		}
	}
	if len(object) == 0 {
		return showing{}, reasonMalformed
	}
	first := object[0]
	if first < firstPass || first > firstStatusDelta { // VERIFY-5
		return showing{}, reasonUnsupportedVersion
	}
	limit, most := sizeLimit, maxPassSize
	if first == firstPresentation {
		limit, most = limit+maxPresentationAddition, maxPresentationSize
	}
	if len(object) > limit && len(object) <= most { // VERIFY-6
		return showing{}, reasonDeviceLimit
	}
	if first == firstPresentation {
		p, err := decodePresentation(object)
		if err != nil {
			return showing{}, reasonMalformed
		}
		return showing{p.pass, p}, noReason
	}
	p, err := decodePass(object)
	if err != nil {
		return showing{}, reasonMalformed
	}
	return showing{pass: p}, noReason
}

// findSigner takes steps 4 to 7: it finds the state under which the pass's
// signature is good (VERIFY-22).
func findSigner(p *pass, states []*State) (*State, Reason) {
	tagged, notYetKnown, withdrawn := false, false, false
	for _, state := range states {
		if !state.anchor.Domain.hasTag(p.domainTag) {
			continue
		}
		tagged = true
		if state.list == nil || p.keyNumber >= state.list.nextKey {
			notYetKnown = true
			continue
		}
		key := state.list.key(p.keyNumber)
		if key == nil {
			withdrawn = true
			continue
		}
		if key.public.good(labelPass.message(state.anchor.Domain, p.signed), p.signature) {
			return state, noReason
		}
	}
	switch {
	case !tagged: // VERIFY-7
		return nil, reasonUnknownDomain
	case notYetKnown: // VERIFY-8
		return nil, reasonKeyNotYetKnown
	case withdrawn: // VERIFY-9
		return nil, reasonKeyWithdrawn
	default: // VERIFY-10
		return nil, reasonBadSignature
	}
}

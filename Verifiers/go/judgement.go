package mapae

import "bytes"

// A court is one trust list by whose dates and rules a pass is judged: that of
// its own domain, or that of the home domain.
type court struct {
	list     *trustList
	decides  bool  // whether conditions on time are looked at (TIME-3, TIME-4)
	interval Clock // raised to the floor
	rulings  []ruling
}

// newCourt judges a pass by the rules of a list. The floor is the latest of the
// times that have passed for sure.
func newCourt(list *trustList, p *pass, clock Clock, passed ...int64) court {
	floor := list.issuedAt
	for _, instant := range append(passed, p.issuedAt) {
		if floor < instant {
			floor = instant
		}
	}
	c := court{list: list, decides: clock.Latest >= floor, interval: clock.raised(floor)}
	if !c.decides {
		return c
	}
	for i := range list.rules {
		if list.rules[i].profile == p.profile { // RULE-3, RULE-5, RULE-16
			c.rulings = append(c.rulings, list.rules[i].judge(p, c.interval))
		}
	}
	return c
}

func (c *court) unexpired() answer { return c.interval.before(c.list.expiresAt) }

// first gives the instant of the first rule with an answer.
func (c *court) first(answer ruleAnswer) (instant int64, found bool) {
	for _, ruling := range c.rulings {
		if ruling.answer == answer {
			return ruling.instant, true
		}
	}
	return 0, false
}

// A judgement is of a pass whose verdict is authentic.
type judgement struct {
	showing
	policy     Policy
	clock      Clock
	scope      Scope
	key        *issuerKey
	status     *statusList // the held one of the pass's issuer, or nil
	homeCounts bool

	// courts are the own one and, where its list is held, that of a home domain
	// that counts.
	courts []court
}

func newJudgement(shown showing, state *State, key *issuerKey, states []*State, policy Policy, clock Clock) *judgement {
	p := shown.pass
	j := &judgement{
		showing: shown, policy: policy, clock: clock, key: key,
		scope:  Scope{state.anchor.Domain, p.profile},
		status: state.status[key.issuer.id],
	}
	if j.status != nil {
		j.courts = append(j.courts, newCourt(state.list, p, clock, j.status.issuedAt))
	} else {
		j.courts = append(j.courts, newCourt(state.list, p, clock))
	}
	home := policy.Home
	j.homeCounts = home != nil && *home != state.anchor.Domain && !isPrivateProfile(p.profile)
	if j.homeCounts {
		for _, other := range states {
			if other.anchor.Domain == *home && other.list != nil {
				j.courts = append(j.courts, newCourt(other.list, p, clock))
			}
		}
	}
	return j
}

func (j *judgement) own() *court { return &j.courts[0] }

// understands says whether the verifier understands a claim of the pass.
func (j *judgement) understands(tag byte) bool {
	if isPrivateTag(j.pass.profile, tag) {
		return j.policy.Scopes[j.scope][tag]
	}
	_, found := registered(j.pass.profile, tag)
	return found
}

// advisories are those of an authentic verdict.
func (j *judgement) advisories() []string {
	var advisories []string
	for _, c := range j.courts {
		if j.clock.Latest >= c.list.refreshAfter { // VERIFY-25
			advisories = append(advisories, advisoryRefreshDue)
			break
		}
	}
	for _, c := range j.pass.claims {
		if c.ignorable() && !j.understands(c.tag) { // VERIFY-26
			advisories = append(advisories, advisoryUnknownClaimIgnored)
			break
		}
	}
	return advisories
}

// A finding is whether a step decides, and by which instant, if by one.
type finding struct {
	decides bool
	instant *int64
}

var goOn finding // to the next step

func decidesIf(holds bool) finding { return finding{decides: holds} }

func decidesAt(instant int64) finding { return finding{true, &instant} }

// steps are steps 10 to 31, in their order.
var steps = []struct {
	reason Reason
	find   func(*judgement) finding
}{
	{reasonNotAcceptedHere, (*judgement).outOfScope},
	{reasonRevoked, (*judgement).revoked},
	{reasonExpired, (*judgement).expired},
	{reasonInvalidClaims, (*judgement).invalidClaims},
	{reasonBadHolderProof, (*judgement).badHolderProof},
	{reasonRuleExpired, (*judgement).ruleExpired},
	{reasonUnsupportedProfile, (*judgement).unsupportedProfile},
	{reasonUnsupportedClaim, (*judgement).unsupportedClaim},
	{reasonClockBehind, (*judgement).clockBehind},
	{reasonPassFromFuture, (*judgement).passFromFuture},
	{reasonClockUncertain, (*judgement).clockUncertain},
	{reasonTrustListExpired, (*judgement).trustListExpired},
	{reasonHomeListMissing, (*judgement).homeListMissing},
	{reasonUnsupportedRule, (*judgement).unsupportedRule},
	{reasonDateTooCoarse, (*judgement).dateTooCoarse},
	{reasonNotYetValid, (*judgement).notYetValid},
	{reasonRuleNotYetOpen, (*judgement).ruleNotYetOpen},
	{reasonPresentationNeeded, (*judgement).presentationNeeded},
	{reasonWrongChallenge, (*judgement).wrongChallenge},
	{reasonPresentationStale, (*judgement).presentationStale},
	{reasonStatusListMissing, (*judgement).statusListMissing},
	{reasonStatusListExpired, (*judgement).statusListExpired},
}

// verdict is that of the first step that decides (VERIFY-1).
func (j *judgement) verdict() Verdict {
	for _, step := range steps {
		if found := step.find(j); found.decides {
			return verdictFor(step.reason, found.instant)
		}
	}
	return Verdict{Outcome: Accepted}
}

// Step 10, VERIFY-14.
func (j *judgement) outOfScope() finding {
	_, accepted := j.policy.Scopes[j.scope]
	return decidesIf(!accepted)
}

// Step 11, STATUS-25.
func (j *judgement) revoked() finding {
	return decidesIf(j.status != nil && j.status.revoked.contains(j.pass.serial))
}

// Step 12: VERIFY-15, VERIFY-16, STATUS-26.
func (j *judgement) expired() finding {
	own := j.own()
	switch {
	case own.decides && own.interval.before(j.pass.end) == refuted:
		return decidesAt(j.pass.end)
	case own.decides && own.interval.before(j.key.acceptUntil) == refuted:
		return decidesAt(j.key.acceptUntil)
	case j.status != nil && j.pass.serial < j.status.firstLive:
		return decidesAt(j.status.issuedAt)
	}
	return goOn
}

// Step 13.
func (j *judgement) invalidClaims() finding { return decidesIf(!j.pass.validClaims()) }

// Step 14.
func (j *judgement) badHolderProof() finding {
	return decidesIf(j.presentation != nil && !j.presentation.proven(j.scope.Domain))
}

// Step 15: RULE-11, RULE-12.
func (j *judgement) ruleExpired() finding {
	for _, c := range j.courts {
		if instant, found := c.first(ruleClosed); found && c.unexpired() == proven {
			return decidesAt(instant)
		}
	}
	return goOn
}

// Step 16, VERIFY-17.
func (j *judgement) unsupportedProfile() finding {
	_, known := profiles[j.pass.profile]
	return decidesIf(!known && !isPrivateProfile(j.pass.profile))
}

// Step 17, CLAIM-4.
func (j *judgement) unsupportedClaim() finding {
	for _, c := range j.pass.claims {
		if !c.ignorable() && !j.understands(c.tag) {
			return decidesIf(true)
		}
	}
	return goOn
}

// Step 18: TIME-3, STATUS-28.
func (j *judgement) clockBehind() finding {
	issued := []int64{j.own().list.issuedAt}
	if j.status != nil {
		issued = append(issued, j.status.issuedAt)
	}
	for _, home := range j.courts[1:] {
		issued = append(issued, home.list.issuedAt)
	}
	for _, instant := range issued {
		if j.clock.Latest < instant {
			return decidesAt(instant)
		}
	}
	return goOn
}

// Step 19, TIME-4. Behind it each court decides.
func (j *judgement) passFromFuture() finding {
	if j.clock.Latest < j.pass.issuedAt {
		return decidesAt(j.pass.issuedAt)
	}
	return goOn
}

// Step 20, TIME-5.
func (j *judgement) clockUncertain() finding {
	interval := j.own().interval
	switch untold {
	case interval.before(j.pass.end):
		return decidesAt(j.pass.end)
	case interval.before(j.key.acceptUntil):
		return decidesAt(j.key.acceptUntil)
	case interval.since(j.pass.start):
		return decidesAt(j.pass.start)
	}
	for _, c := range j.courts {
		if c.unexpired() == untold {
			return decidesAt(c.list.expiresAt)
		}
		if instant, found := c.first(ruleUntold); found {
			return decidesAt(instant)
		}
	}
	if j.meetsDemand() && interval.before(j.status.expiresAt) == untold {
		return decidesAt(j.status.expiresAt)
	}
	return goOn
}

// Step 21, VERIFY-18.
func (j *judgement) trustListExpired() finding {
	for _, c := range j.courts {
		if c.unexpired() == refuted {
			return decidesAt(c.list.expiresAt)
		}
	}
	return goOn
}

// Step 22, VERIFY-19.
func (j *judgement) homeListMissing() finding {
	return decidesIf(j.homeCounts && len(j.courts) == 1)
}

// anyRule gives the first rule of a court, own before home, with an answer.
func (j *judgement) anyRule(answer ruleAnswer) (instant int64, found bool) {
	for _, c := range j.courts {
		if instant, found := c.first(answer); found {
			return instant, true
		}
	}
	return 0, false
}

// Step 23, RULE-10.
func (j *judgement) unsupportedRule() finding {
	_, found := j.anyRule(ruleUnreadable)
	return decidesIf(found)
}

// Step 24, RULE-14.
func (j *judgement) dateTooCoarse() finding {
	_, found := j.anyRule(ruleTooCoarse)
	return decidesIf(found)
}

// Step 25, VERIFY-20.
func (j *judgement) notYetValid() finding {
	if j.own().interval.since(j.pass.start) == refuted {
		return decidesAt(j.pass.start)
	}
	return goOn
}

// Step 26, RULE-13.
func (j *judgement) ruleNotYetOpen() finding {
	if instant, found := j.anyRule(ruleNotOpen); found {
		return decidesAt(instant)
	}
	return goOn
}

// Step 27, PRESENT-6.
func (j *judgement) presentationNeeded() finding {
	_, bound := j.pass.claim(tagHolderKey)
	return decidesIf(bound && j.presentation == nil && !j.policy.Bare)
}

// Step 28, PRESENT-7.
func (j *judgement) wrongChallenge() finding {
	return decidesIf(j.presentation != nil && j.policy.Challenge != nil &&
		!bytes.Equal(j.presentation.challenge, j.policy.Challenge))
}

// Step 29, PRESENT-8. The reading is taken as it was given.
func (j *judgement) presentationStale() finding {
	if j.presentation == nil || j.policy.Challenge != nil {
		return goOn
	}
	presented := j.presentation.presentedAt
	switch {
	case j.clock.Latest < presented:
		return decidesAt(presented)
	case j.clock.Latest >= presented+j.policy.GreatestAge:
		return decidesAt(presented + j.policy.GreatestAge)
	}
	return goOn
}

// meetsDemand says whether a status list is demanded and one that meets the
// demand is held.
func (j *judgement) meetsDemand() bool {
	demand := j.key.issuer.demand
	return demand > 0 && j.status != nil && j.status.number >= demand
}

// Step 30, VERIFY-21.
func (j *judgement) statusListMissing() finding {
	return decidesIf(j.key.issuer.demand > 0 && !j.meetsDemand())
}

// Step 31, STATUS-27.
func (j *judgement) statusListExpired() finding {
	if j.meetsDemand() && j.own().interval.before(j.status.expiresAt) == refuted {
		return decidesAt(j.status.expiresAt)
	}
	return goOn
}

package mapae

import (
	"encoding/json"
	"math/rand"
	"os"
	"testing"
)

func at(second int64) Clock { return Clock{second, second} }

func testDoor() Policy {
	return Policy{
		Scopes: map[Scope]TagSet{
			{testDomain, 1}: nil, {testDomain, 2}: nil, {testDomain, 9}: nil, {testDomain, 61440}: {0x15: true},
		},
		SizeLimit: DefaultSizeLimit, GreatestAge: DefaultGreatestAge,
	}
}

var (
	disease   = claim{0x10, []byte{1}}
	doseDate  = claim{0x50, dateOf(1970, 1, 1)}
	holderKey = func() claim { key := public(40); return claim{tagHolderKey, key[:]} }()
)

func dateOf(year, month, day int) []byte {
	return appendNumber(nil, uint64(year<<9|month<<5|day), 3)
}

// TestReasons meets each reason of the registry.
func TestReasons(t *testing.T) {
	list := newList()
	list.issuers[0].keys = append(list.issuers[0].keys,
		keyMaker{number: 4, seed: 70, flags: flagCompromised, acceptUntil: 30_000})
	state := loaded(t, list.make(), newStatus(7, 5).make())
	ruled := func(rules ...[]byte) *State {
		return loaded(t, list.with(func(l *listMaker) { l.rules = rules }).make())
	}
	demanding := func(demand uint32, parts ...[]byte) *State {
		demands := list.with(func(l *listMaker) { l.issuers[0].demand = demand })
		return loaded(t, append([][]byte{demands.make()}, parts...)...)
	}
	pass := newPass()
	bound := pass.with(func(p *passMaker) { p.claims = []claim{holderKey} }).make()
	dosed := func(date []byte) []byte {
		return pass.with(func(p *passMaker) { p.profile, p.claims = 2, []claim{disease, {0x50, date}} }).make()
	}
	home := testDomain
	home[31] ^= 1
	withHome := testDoor()
	withHome.Home = &home
	challenging := testDoor()
	challenging.Challenge = []byte("ask")
	limited := testDoor()
	limited.SizeLimit = 256

	covered := map[Reason]bool{}
	for _, c := range []struct {
		name   string
		object []byte
		state  *State
		policy Policy
		clock  Clock
		want   Reason
	}{
		{"good", pass.make(), state, testDoor(), at(testNow), noReason},
		{"kind 0", []byte{0x10}, state, testDoor(), at(testNow), reasonUnsupportedVersion},
		{"kind 9", []byte{0x19}, state, testDoor(), at(testNow), reasonUnsupportedVersion},
		{"a list", list.make(), state, testDoor(), at(testNow), reasonMalformed},
		{"257 bytes", make257(), state, limited, at(testNow), reasonDeviceLimit},
		{"1025 bytes", append(make257(), make([]byte, 768)...), state, limited, at(testNow), reasonMalformed},
		{"nothing", nil, state, testDoor(), at(testNow), reasonMalformed},
		{"lifetime 0", pass.with(func(p *passMaker) { p.lifetime = 0 }).make(), state, testDoor(), at(testNow), reasonMalformed},
		{"tag twice", pass.with(func(p *passMaker) { p.claims = []claim{disease, disease} }).make(), state, testDoor(), at(testNow), reasonMalformed},
		{"length 0", pass.with(func(p *passMaker) { p.claims = []claim{{0x60, nil}} }).make(), state, testDoor(), at(testNow), reasonMalformed},
		{"foreign", pass.with(func(p *passMaker) { p.domain = Digest{} }).make(), state, testDoor(), at(testNow), reasonUnknownDomain},
		{"no list", pass.make(), loaded(t), testDoor(), at(testNow), reasonKeyNotYetKnown},
		{"next key", pass.with(func(p *passMaker) { p.key = 10 }).make(), state, testDoor(), at(testNow), reasonKeyNotYetKnown},
		{"withdrawn", pass.with(func(p *passMaker) { p.key = 9 }).make(), state, testDoor(), at(testNow), reasonKeyWithdrawn},
		{"forged", pass.with(func(p *passMaker) { p.signer = 1 }).make(), state, testDoor(), at(testNow), reasonBadSignature},
		{"compromised", pass.with(func(p *passMaker) { p.key, p.signer = 4, 70 }).make(), state, testDoor(), at(testNow), reasonKeyCompromised},
		{"status key", pass.with(func(p *passMaker) { p.key, p.signer = 2, statusSeed }).make(), state, testDoor(), at(testNow), reasonKeyNotForThis},
		{"profile", pass.with(func(p *passMaker) { p.profile = 3 }).make(), state, testDoor(), at(testNow), reasonKeyNotForThis},
		{"scope", pass.make(), state, Policy{}, at(testNow), reasonNotAcceptedHere},
		{"revoked", pass.with(func(p *passMaker) { p.serial = 5 }).make(), state, testDoor(), at(testNow), reasonRevoked},
		{"ended", pass.make(), state, testDoor(), at(18_500), reasonExpired},
		{"last second", pass.make(), state, testDoor(), at(18_499), noReason},
		{"key not accepted", pass.with(func(p *passMaker) { p.lifetime = 9_999 }).make(), state, testDoor(), at(19_000), reasonExpired},
		{"below first live", pass.make(), loaded(t, list.make(), newStatus(7, 200).with(func(s *statusMaker) { s.firstLive = 101 }).make()), testDoor(), at(testNow), reasonExpired},
		{"month 13", dosed(dateOf(2020, 13, 1)), state, testDoor(), at(testNow), reasonInvalidClaims},
		{"30 February", dosed(dateOf(2020, 2, 30)), state, testDoor(), at(testNow), reasonInvalidClaims},
		{"29 February", dosed(dateOf(2020, 2, 29)), state, testDoor(), at(testNow), noReason},
		{"day of no month", dosed(dateOf(2020, 0, 1)), state, testDoor(), at(testNow), reasonInvalidClaims},
		{"no dose date", pass.with(func(p *passMaker) { p.profile, p.claims = 2, []claim{disease} }).make(), state, testDoor(), at(testNow), reasonInvalidClaims},
		{"both of two", pass.with(func(p *passMaker) {
			p.claims = []claim{{0x40, dateOf(2000, 1, 1)}, {0x63, []byte("1963-00")}}
		}).make(), state, testDoor(), at(testNow), reasonInvalidClaims},
		{"hidden character", pass.with(func(p *passMaker) { p.claims = []claim{{0x60, []byte("A\u200bB")}} }).make(), state, testDoor(), at(testNow), reasonInvalidClaims},
		{"joiner", pass.with(func(p *passMaker) { p.claims = []claim{{0x60, []byte("A\u200dB")}} }).make(), state, testDoor(), at(testNow), noReason},
		{"wrapped", present(bound, testNow, "", 41), state, testDoor(), at(testNow), reasonBadHolderProof},
		{"paper pass wrapped", present(pass.make(), testNow, "", 40), state, testDoor(), at(testNow), reasonBadHolderProof},
		{"presented", present(bound, testNow, "", 40), state, testDoor(), at(testNow), noReason},
		{"rule closed", pass.make(), ruled(windowRule(1, 0, 1<<39, 0, 0, 900)), testDoor(), at(testNow), reasonRuleExpired},
		{"rule of an expired list", pass.with(func(p *passMaker) { p.key, p.signer, p.lifetime = 3, passSeed+1, 20_000 }).make(),
			ruled(windowRule(1, 0, 1<<39, 0, 0, 900)), testDoor(), at(listExpires), reasonTrustListExpired},
		{"profile 9", pass.with(func(p *passMaker) { p.profile = 9 }).make(), state, testDoor(), at(testNow), reasonUnsupportedProfile},
		{"unknown claim", pass.with(func(p *passMaker) { p.claims = []claim{{0x15, []byte{0}}} }).make(), state, testDoor(), at(testNow), reasonUnsupportedClaim},
		{"private claim", pass.with(func(p *passMaker) { p.profile, p.claims = 61440, []claim{{0x15, []byte{0}}} }).make(), state, testDoor(), at(testNow), noReason},
		{"clock behind", pass.make(), state, testDoor(), at(9_999), reasonClockBehind},
		{"behind the status list", pass.make(), state, testDoor(), at(10_999), reasonClockBehind},
		{"from the future", pass.with(func(p *passMaker) { p.issued = 12_001 }).make(), state, testDoor(), at(testNow), reasonPassFromFuture},
		{"uncertain", pass.make(), state, testDoor(), Clock{18_000, 18_500}, reasonClockUncertain},
		{"floor", pass.make(), state, testDoor(), Clock{0, testNow}, reasonClockUncertain},
		{"list expired", pass.with(func(p *passMaker) { p.key, p.signer, p.lifetime = 3, passSeed+1, 20_000 }).make(), state, testDoor(), at(listExpires), reasonTrustListExpired},
		{"home", pass.make(), state, withHome, at(testNow), reasonHomeListMissing},
		{"home of a private profile", pass.with(func(p *passMaker) { p.profile = 61440 }).make(), state, withHome, at(testNow), noReason},
		{"kind of rule", pass.make(), ruled(append([]byte{13, 2, 0, 1}, windowRule(1, 0, 1<<39, 0, 0, 1)[4:14]...)), testDoor(), at(testNow), reasonUnsupportedRule},
		{"anchor that is not there", pass.make(), ruled(windowRule(1, 0, 1<<39, 0x50, 0, 1)), testDoor(), at(testNow), reasonUnsupportedRule},
		{"condition of class 3", pass.make(), ruled(windowRule(1, 0, 1<<39, 0, 0, 90_000, 0x60, 0, 0, 1)), testDoor(), at(testNow), reasonUnsupportedRule},
		{"rule of yesterday", pass.make(), ruled(windowRule(1, 0, testNow, 0x50, 0, 1)), testDoor(), at(testNow), noReason},
		{"month alone", dosed(dateOf(1970, 1, 0)), ruled(windowRule(2, 0, 1<<39, 0x50, 0, 100_000)), testDoor(), at(testNow), reasonDateTooCoarse},
		{"not begun", pass.make(), state, testDoor(), at(11_499), reasonNotYetValid},
		{"rule not open", dosed(dateOf(1970, 1, 1)), ruled(windowRule(2, 0, 1<<39, 0x50, 13_000, 100_000)), testDoor(), at(testNow), reasonRuleNotYetOpen},
		{"exempt", dosed(dateOf(1970, 1, 1)), ruled(windowRule(2, 0, 1<<39, 0x50, 13_000, 100_000, 0x10, 0, 0, 1)), testDoor(), at(testNow), noReason},
		{"bare", bound, state, testDoor(), at(testNow), reasonPresentationNeeded},
		{"no answer", present(bound, testNow, "", 40), state, challenging, at(testNow), reasonWrongChallenge},
		{"answer, long ago", present(bound, 0, "ask", 40), state, challenging, at(testNow), noReason},
		{"stale", present(bound, testNow-60, "", 40), state, testDoor(), at(testNow), reasonPresentationStale},
		{"too early", present(bound, testNow+1, "", 40), state, testDoor(), at(testNow), reasonPresentationStale},
		{"demand", pass.make(), demanding(8, newStatus(7).make()), testDoor(), at(testNow), reasonStatusListMissing},
		{"demand met", pass.make(), demanding(7, newStatus(7).make()), testDoor(), at(testNow), noReason},
		{"status list expired", pass.make(), demanding(7, newStatus(7).make()), testDoor(), at(18_000), reasonStatusListExpired},
		{"status list uncertain", pass.make(), demanding(7, newStatus(7).make()), testDoor(), Clock{17_999, 18_000}, reasonClockUncertain},
		{"expired and not demanded", pass.make(), state, testDoor(), at(18_000), noReason},
	} {
		got := Judge(Input{Bytes: c.object}, []*State{c.state}, c.policy, c.clock)
		if got.Reason != c.want {
			t.Errorf("%s: got %q, not %q", c.name, got.Reason, c.want)
		}
		covered[c.want] = true
	}
	for reason := range reasonOutcome {
		if !covered[reason] {
			t.Errorf("no case meets %s", reason)
		}
	}
}

func make257() []byte { return append([]byte{firstPass}, make([]byte, 256)...) }

// TestRulesBySeconds compares rules with what the chapter says of each second.
func TestRulesBySeconds(t *testing.T) {
	random := rand.New(rand.NewSource(4))
	seen := map[ruleAnswer]int{}
	for i := 0; i < 20_000; i++ {
		from := random.Int63n(20)
		u := rule{
			kind: ruleKindWindow, inForce: span{from, from + 1 + random.Int63n(20)},
			opensAfter: random.Int63n(20), anchor: anchorIssuedAt,
		}
		u.closesAfter = u.opensAfter + 1 + random.Int63n(10)
		anchor := random.Int63n(20) - 5
		interval := Clock{Earliest: random.Int63n(40)}
		interval.Latest = interval.Earliest + random.Int63n(6)
		closed, notOpen, seconds := int64(0), int64(0), int64(0)
		for second := interval.Earliest; second <= interval.Latest; second++ {
			seconds++
			if second < u.inForce.from || second >= u.inForce.until {
				continue
			}
			if second >= anchor+u.closesAfter {
				closed++
			}
			if second < anchor+u.opensAfter {
				notOpen++
			}
		}
		want := ruleUntold
		switch {
		case closed == 0 && notOpen == 0:
			want = ruleKept
		case closed == seconds:
			want = ruleClosed
		case notOpen == seconds:
			want = ruleNotOpen
		}
		got := u.judge(&pass{issuedAt: anchor}, interval)
		if got.answer != want {
			t.Fatalf("%+v from %d over %v: got %v, not %v", u, anchor, interval, got.answer, want)
		}
		seen[want]++
	}
	if len(seen) != 4 {
		t.Error("not all answers were met:", seen)
	}
}

// TestRegistry compares the names in the program with the registry's.
func TestRegistry(t *testing.T) {
	for i, step := range steps {
		if reasonOutcome[step.reason] == "" {
			t.Errorf("step %d: no reason %s", i+10, step.reason)
		}
	}
	if len(profiles) != 4 || len(commonClaims) != 9 || len(reasonOutcome) != 31 {
		t.Error(len(profiles), len(commonClaims), len(reasonOutcome))
	}
	var file struct {
		Refusals []struct {
			Number int
			Name   Refusal
		}
	}
	content, err := os.ReadFile("../../spec/registry/refusals.json")
	if err == nil {
		err = json.Unmarshal(content, &file)
	}
	if err != nil || len(file.Refusals) == 0 {
		t.Fatal(err)
	}
	known := map[Refusal]bool{}
	for _, refusal := range file.Refusals {
		known[refusal.Name] = true
	}
	for _, refusal := range []Refusal{
		StatusForeignDomain, StatusKeyNotYetKnown, StatusKeyWithdrawn, StatusBadSignature, StatusKeyCompromised,
		StatusKeyNotForThis, StatusOtherGeneration, StatusTooLong, StatusRollback, StatusConflict, StatusFirstLive,
		StatusNotContained, StatusNoRoom, StatusBaseMissing, StatusMalformed, UnsupportedVersion, Malformed,
		ForeignDomain, AnchorMissing, RecordConflict, RecordGap, BadKey, BadSignature, WrongAuthority, ListMissing,
		ListTooLong, Rollback, ListConflict, TieDates, TieNextKey, TieKeyEntered, TieKeyChanged, TieWidened,
		TieStatus, TieKeyLeft, TieRule,
	} {
		if !known[refusal] {
			t.Errorf("the registry has no refusal %s", refusal)
		}
	}
}

// TestSeveralDomains judges by two states of one tag (VERIFY-22) and by a home
// domain.
func TestSeveralDomains(t *testing.T) {
	own := loaded(t, newList().make())
	sameTag := testDomain
	sameTag[31] ^= 1
	twin := NewState(Anchor{sameTag, sameTag})
	pass := newPass()
	withdrawn := pass.with(func(p *passMaker) { p.key = 9 }).make()
	for _, states := range [][]*State{{own, twin}, {twin, own}} {
		if got := Judge(Input{Bytes: pass.make()}, states, testDoor(), at(testNow)); got.Outcome != Accepted {
			t.Error(got)
		}
		if got := Judge(Input{Bytes: withdrawn}, states, testDoor(), at(testNow)); got.Reason != reasonKeyNotYetKnown {
			t.Error(got)
		}
	}

	homeRecord := newRecord(1, Digest{9})
	homeRecord.root, homeRecord.listKey, homeRecord.ownSigner = 3, 103, 3
	object := homeRecord.make()
	decoded, err := decodeRecord(object)
	if err != nil {
		t.Fatal(err)
	}
	homeList := listMaker{
		domain: decoded.digest, authority: 1, number: 1, issued: 11_500, refresh: 11_900, expires: 12_500,
		rules: [][]byte{windowRule(1, 0, 1<<39, 0, 0, 1_000)}, signer: 103, signers: 1,
	}
	home, _, err := NewState(Anchor{decoded.digest, decoded.digest}).Load(bundleOf(object, homeList.make()))
	if err != nil {
		t.Fatal(err)
	}
	policy := testDoor()
	policy.Home = &decoded.digest
	for _, c := range []struct {
		clock   Clock
		want    Reason
		instant int64
	}{
		{at(12_000), reasonRuleExpired, 12_000},
		{at(11_999), noReason, 0},
		{Clock{11_999, 12_000}, reasonClockUncertain, 12_000},
		{Clock{0, 11_600}, reasonClockUncertain, 11_500}, // the floor is 11,500 at home, 11,000 here
		{at(11_499), reasonClockBehind, 11_500},
		{at(12_500), reasonTrustListExpired, 12_500},
	} {
		got := Judge(Input{Bytes: pass.make()}, []*State{home, own}, policy, c.clock)
		if got.Reason != c.want || c.instant > 0 && (got.Instant == nil || *got.Instant != c.instant) {
			t.Errorf("%v: %+v", c.clock, got)
		}
		if len(got.Advisories) > 0 != (c.clock.Latest >= 11_900) {
			t.Errorf("%v: advisories %v", c.clock, got.Advisories)
		}
	}
}

// FuzzJudge and FuzzLoad look for input that ends the program.
func FuzzJudge(f *testing.F) {
	bound := newPass().with(func(p *passMaker) { p.claims = []claim{disease, holderKey} }).make()
	f.Add(bound, false)
	f.Add(present(bound, testNow, "ask", 40), false)
	f.Add([]byte("MP1:2PNMWT25H"), true)
	states := []*State{loaded(f, newList().make())}
	f.Fuzz(func(t *testing.T, input []byte, text bool) {
		Judge(Input{text, input}, states, testDoor(), at(testNow))
	})
}

func FuzzLoad(f *testing.F) {
	list := newList()
	list.rules = [][]byte{windowRule(1, 0, 1<<39, 0, 0, 900)}
	f.Add(bundleOf(testRecord, list.make(), newStatus(7, 5, 9, 200).make(), newStatus(8, 5, 9, 200, 201).delta(7, 201)))
	f.Fuzz(func(t *testing.T, bundle []byte) {
		NewState(testAnchor).Load(bundle)
		for _, decode := range []func([]byte){
			func(b []byte) { decodeRecord(b) },
			func(b []byte) { decodeTrustList(b) },
			func(b []byte) {
				if list, err := decodeStatusList(b); err == nil {
					list.revoked.contains(7)
				}
			},
			func(b []byte) { decodeStatusDelta(b) },
		} {
			if len(bundle) > 0 {
				decode(bundle)
			}
			if len(bundle) > 5 {
				decode(bundle[5:])
			}
		}
	})
}

package mapae

import (
	"bytes"
	"math/rand"
	"sort"
	"testing"
)

var identityKey = publicKey{1}

// refusalsSeen counts the refusals that tests met.
var refusalsSeen = map[Refusal]int{}

// TestRefusals meets each refusal of a load, and sees that the state stays as
// it was.
func TestRefusals(t *testing.T) {
	fresh := NewState(testAnchor)
	list := newList()
	rule := windowRule(1, 0, 1<<39, 0x01, 0, 5_000)
	list.rules = [][]byte{rule}
	held := loaded(t, list.make())
	second := newRecord(2, testDomain)
	secondList := newList().with(func(l *listMaker) { l.authority, l.signer, l.number = 2, 102, 1 })
	next := func(change func(*listMaker)) [][]byte {
		return [][]byte{list.with(func(l *listMaker) { l.number++; change(l) }).make()}
	}
	cases := []struct {
		name   string
		state  *State
		bundle []byte
		want   Refusal
	}{
		{"version 2", fresh, []byte{0x26}, UnsupportedVersion},
		{"no byte", fresh, nil, Malformed},
		{"no part", fresh, []byte{0x16}, Malformed},
		{"a list alone", fresh, list.make(), Malformed},
		{"an empty part", fresh, bundleOf(testRecord, nil), Malformed},
		{"a part of another kind", fresh, bundleOf([]byte{0x23}), Malformed},
		{"list before record", fresh, bundleOf(list.make(), testRecord), Malformed},
		{"two lists", held, bundleOf(list.make(), list.make()), Malformed},
		{"the record twice", fresh, bundleOf(testRecord, testRecord), Malformed},
		{"status list before list", fresh, bundleOf([]byte{0x15}, list.make()), Malformed},
		{"foreign record", fresh, bundleOf(newRecord(1, Digest{1}).make()), ForeignDomain},
		{"foreign list", held, bundleOf(list.with(func(l *listMaker) { l.domain = Digest{} }).make()), ForeignDomain},
		{"list alone", fresh, bundleOf(list.make()), AnchorMissing},
		{"second record alone", fresh, bundleOf(second.make()), AnchorMissing},
		{"record conflict", loaded(t, second.make()), bundleOf(func() []byte { r := second; r.listsUntil++; return r.make() }()), RecordConflict},
		{"record gap", held, bundleOf(newRecord(3, testDomain).make(), list.make()), RecordGap},
		{"bad key of a record", held, bundleOf(func() []byte { r := second; r.rawListKey = &identityKey; return r.make() }(), secondList.make()), BadKey},
		{"stranger's record", held, bundleOf(func() []byte { r := second; r.previousSigner = 9; return r.make() }(), secondList.make()), BadSignature},
		{"own signature of a record", held, bundleOf(func() []byte { r := second; r.ownSigner = 9; return r.make() }(), secondList.make()), BadSignature},
		{"no own signature", held, bundleOf(func() []byte { r := second; r.ownSigners = 0; return r.make() }(), secondList.make()), BadSignature},
		{"list missing", held, bundleOf(second.make()), ListMissing},
		{"old list beside a new record", held, bundleOf(second.make(), list.make()), WrongAuthority},
		{"rollback", held, bundleOf(list.with(func(l *listMaker) { l.number-- }).make()), Rollback},
		{"list conflict", held, bundleOf(list.with(func(l *listMaker) { l.nextKey++ }).make()), ListConflict},
		{"signed by another", held, bundleOf(next(func(l *listMaker) { l.signer = 9 })...), BadSignature},
		{"signed by one too many", held, bundleOf(next(func(l *listMaker) { l.signers = 3 })...), BadSignature},
		{"signer bit above", held, bundleOf(next(func(l *listMaker) { l.signers = 2 })...), BadSignature},
		{"list too long", held, bundleOf(next(func(l *listMaker) { l.issued, l.refresh, l.expires = 1<<30, 1<<30, 1<<30+1 })...), ListTooLong},
		{"bad key", held, bundleOf(next(func(l *listMaker) { l.issuers[0].keys[2].raw = &identityKey })...), BadKey},
		{"issued earlier", held, bundleOf(next(func(l *listMaker) { l.issued-- })...), TieDates},
		{"expires earlier", held, bundleOf(next(func(l *listMaker) { l.expires-- })...), TieDates},
		{"next key", held, bundleOf(next(func(l *listMaker) { l.nextKey-- })...), TieNextKey},
		{"key entered", held, bundleOf(next(func(l *listMaker) {
			l.issuers[0].keys = append(l.issuers[0].keys, keyMaker{number: 9, seed: 70})
		})...), TieKeyEntered},
		{"key changed", held, bundleOf(next(func(l *listMaker) { l.issuers[0].keys[0].seed = 70 })...), TieKeyChanged},
		{"usage changed", held, bundleOf(next(func(l *listMaker) { l.issuers[0].keys[1].flags = 0 })...), TieKeyChanged},
		{"more profiles", held, bundleOf(next(func(l *listMaker) { l.issuers[0].profiles = []uint16{1, 2, 3} })...), TieWidened},
		{"accepted longer", held, bundleOf(next(func(l *listMaker) { l.issuers[0].keys[0].acceptUntil++ })...), TieWidened},
		{"key left", held, bundleOf(next(func(l *listMaker) { l.issuers[0].keys = l.issuers[0].keys[:2] })...), TieKeyLeft},
		{"rule left", held, bundleOf(next(func(l *listMaker) { l.rules = nil })...), TieRule},
		{"rule covered by two", held, bundleOf(next(func(l *listMaker) {
			l.rules = [][]byte{windowRule(1, 0, 15_000, 0x01, 0, 5_000), windowRule(1, 15_000, 1<<39, 0x01, 0, 5_000)}
		})...), TieRule},
	}
	demanding := list.with(func(l *listMaker) { l.issuers[0].demand, l.issuers[0].generation = 1, 1 })
	lower := demanding.with(func(l *listMaker) { l.number++; l.issuers[0].generation = 0 })
	cases = append(cases, struct {
		name   string
		state  *State
		bundle []byte
		want   Refusal
	}{"lower generation", loaded(t, demanding.make()), bundleOf(lower.make()), TieStatus})
	for _, c := range cases {
		state, _, err := c.state.Load(c.bundle)
		if err != c.want || state != c.state {
			t.Errorf("%s: got %v, not %v", c.name, err, c.want)
		}
		refusalsSeen[c.want]++
	}
	for _, refusal := range []Refusal{
		UnsupportedVersion, Malformed, ForeignDomain, AnchorMissing, RecordConflict, RecordGap, BadKey, BadSignature,
		WrongAuthority, ListMissing, ListTooLong, Rollback, ListConflict, TieDates, TieNextKey, TieKeyEntered,
		TieKeyChanged, TieWidened, TieStatus, TieKeyLeft, TieRule,
	} {
		if refusalsSeen[refusal] == 0 {
			t.Errorf("no case meets %s", refusal)
		}
	}
}

func TestLoading(t *testing.T) {
	list := newList()
	held := loaded(t, list.make())
	second := newRecord(2, testDomain)
	secondList := list.with(func(l *listMaker) {
		l.authority, l.signer, l.number, l.nextKey = 2, 102, 1, 1
		l.issuers = nil
	})
	for name, bundle := range map[string][]byte{
		"the same again":             bundleOf(testRecord, list.make()),
		"the next list":              bundleOf(list.with(func(l *listMaker) { l.number++ }).make()),
		"a new record, without ties": bundleOf(second.make(), secondList.make()),
		"a key that left in its time": bundleOf(list.with(func(l *listMaker) {
			l.number++
			l.issued = 19_000
			l.refresh = 19_000
			l.issuers[0].keys = l.issuers[0].keys[1:]
		}).make()),
	} {
		if _, _, err := held.Load(bundle); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	empty := NewState(testAnchor)
	other := NewState(Anchor{testDomain, Digest{}})
	if _, _, err := other.Load(bundleOf(testRecord)); err != AnchorMissing {
		t.Error("an anchor of two digests that do not belong together:", err)
	}
	state, refusals, err := empty.Load(bundleOf([]byte{0x15}, newStatus(1).make()))
	if err != nil || len(refusals) != 2 || refusals[0].Refusal != StatusMalformed ||
		refusals[1] != (ListRefusal{2, StatusKeyNotYetKnown}) || state.Digest() != empty.Digest() {
		t.Error("status lists without a record:", err, refusals)
	}
	// A state's bytes load into the same state.
	status := newStatus(1, 5, 900).make()
	full := loaded(t, list.make(), status)
	again := loaded(t, list.make(), status)
	if full.Digest() != again.Digest() || full.Digest() == held.Digest() {
		t.Error("digests of states")
	}
}

func TestStatusRefusals(t *testing.T) {
	list := newList().with(func(l *listMaker) {
		l.issuers = append(l.issuers, issuerMaker{id: 2, name: "Other", demand: 1, keys: []keyMaker{
			{number: 4, seed: statusSeed + 1, flags: flagStatus | flagCompromised, acceptUntil: 30_000},
		}})
	})
	base := newStatus(7, 5, 9, 200)
	state := loaded(t, list.make(), base.make())
	newer := newStatus(8, 5, 9, 200, 201)
	change := func(c func(*statusMaker)) []byte { return newer.with(c).make() }
	seen := map[Refusal]bool{}
	for _, c := range []struct {
		name string
		part []byte
		want error
	}{
		{"cut", newer.make()[:90], StatusMalformed},
		{"foreign", change(func(s *statusMaker) { s.tag = []byte("tag!") }), StatusForeignDomain},
		{"not yet known", change(func(s *statusMaker) { s.key = 10 }), StatusKeyNotYetKnown},
		{"withdrawn", change(func(s *statusMaker) { s.key = 9 }), StatusKeyWithdrawn},
		{"generation", change(func(s *statusMaker) { s.generation = 1 }), StatusOtherGeneration},
		{"rollback", change(func(s *statusMaker) { s.number = 6 }), StatusRollback},
		{"conflict", change(func(s *statusMaker) { s.number = 7 }), StatusConflict},
		{"held already", base.with(func(s *statusMaker) { s.signer = 1 }).make(), nil},
		{"signature", change(func(s *statusMaker) { s.signer = 1 }), StatusBadSignature},
		{"compromised", change(func(s *statusMaker) { s.key, s.signer = 4, statusSeed+1 }), StatusKeyCompromised},
		{"pass key", change(func(s *statusMaker) { s.key, s.signer = 1, passSeed }), StatusKeyNotForThis},
		{"too long", change(func(s *statusMaker) { s.expires = 30_001 }), StatusTooLong},
		{"not contained", change(func(s *statusMaker) { s.revoked = []uint32{5, 200} }), StatusNotContained},
		{"contained behind first live", change(func(s *statusMaker) { s.firstLive, s.revoked = 10, []uint32{200} }), nil},
		{"newer", newer.make(), nil},
		{"delta", newer.delta(7, 201), nil},
		{"delta, cut", newer.delta(7, 201)[:90], StatusMalformed},
		{"delta of a held serial", newer.delta(7, 200, 201), StatusMalformed},
		{"delta of a wrong set", newer.delta(7, 202), StatusBadSignature},
		{"delta of nothing", newStatus(9, 5, 9, 200).delta(7), nil},
		{"delta, rollback", newStatus(6, 5, 9, 200).delta(5), StatusRollback},
		{"delta, held already", base.delta(3, 9), nil},
		{"delta, conflict of serials", base.delta(3, 10), StatusConflict},
		{"delta, conflict of heads", base.with(func(s *statusMaker) { s.issued++ }).delta(3, 9), StatusConflict},
		{"delta, no base", newer.delta(6, 201), StatusBaseMissing},
		{"delta, foreign", newer.with(func(s *statusMaker) { s.tag = []byte("tag!") }).delta(7, 201), StatusForeignDomain},
		{"delta behind first live", newer.with(func(s *statusMaker) { s.firstLive, s.revoked = 10, []uint32{200, 201} }).delta(7, 201), nil},
		{"base not below the head", newer.delta(8, 201), StatusMalformed},
	} {
		_, refusals, err := state.Load(bundleOf(c.part))
		var got error
		if len(refusals) == 1 {
			got = refusals[0].Refusal
			seen[refusals[0].Refusal] = true
		}
		if err != nil || got != c.want {
			t.Errorf("%s: got %v, not %v", c.name, got, c.want)
		}
	}

	// One delta for each issuer and load comes to step 5.
	_, refusals, _ := state.Load(bundleOf(newer.delta(7, 202), newer.delta(7, 201)))
	if len(refusals) != 2 || refusals[0].Refusal != StatusBadSignature || refusals[1] != (ListRefusal{2, StatusBaseMissing}) {
		t.Error(refusals)
	}
	seen[StatusBaseMissing] = true

	// A delta without its base is refused only where its list is not held in the end.
	for _, c := range []struct {
		behind []byte
		want   int
	}{
		{newer.delta(7, 201), 0}, {newer.make(), 0}, {newStatus(9, 5, 9, 200, 201).make(), 0},
		{newStatus(6, 5, 9, 200).make(), 2}, {newer.make()[1:], 2},
	} {
		_, refusals, err := state.Load(bundleOf(newer.delta(6, 201), c.behind))
		if err == nil && (len(refusals) != c.want || c.want > 0 && refusals[0] != (ListRefusal{1, StatusBaseMissing})) {
			t.Errorf("delta without its base: %v", refusals)
		}
	}

	// First live never falls.
	state, _, _ = state.Load(bundleOf(newStatus(8, 200).with(func(s *statusMaker) { s.firstLive = 50 }).make()))
	_, refusals, _ = state.Load(bundleOf(newStatus(9, 5, 9, 200).make()))
	if len(refusals) != 1 || refusals[0].Refusal != StatusFirstLive {
		t.Error(refusals)
	}

	// A trust list that no longer supports a status list drops it.
	for name, change := range map[string]func(*listMaker){
		"compromised": func(l *listMaker) { l.issuers[0].keys[1].flags, l.issuers[0].demand = 3, 1 },
		"generation":  func(l *listMaker) { l.issuers[0].generation, l.issuers[0].demand = 1, 1 },
		"too long":    func(l *listMaker) { l.issuers[0].keys[1].acceptUntil = 17_999 },
	} {
		dropped, _, err := state.Load(bundleOf(list.with(func(l *listMaker) { l.number++; change(l) }).make()))
		if err != nil || len(dropped.status) != 0 || len(state.status) != 1 {
			t.Errorf("%s: not dropped: %v", name, err)
		}
	}
	for _, refusal := range []Refusal{
		StatusMalformed, StatusForeignDomain, StatusKeyNotYetKnown, StatusKeyWithdrawn, StatusBadSignature,
		StatusKeyCompromised, StatusKeyNotForThis, StatusOtherGeneration, StatusTooLong, StatusRollback,
		StatusConflict, StatusNotContained, StatusBaseMissing,
	} {
		if !seen[refusal] {
			t.Errorf("no case meets %s", refusal)
		}
	}
}

// TestNoRoom fills a state with status lists up to its bytes (STATUS-22).
func TestNoRoom(t *testing.T) {
	l := &loading{State: State{status: map[uint16]*statusList{}}}
	for id := uint16(0); id < 3; id++ {
		l.hold(id, &statusList{bytes: make([]byte, maxStatusSize-lengthSize)})
	}
	if l.statusBytes != maxStatusBytes {
		t.Error("three of the longest fill it:", l.statusBytes)
	}
	small := &statusList{bytes: make([]byte, 100)}
	if l.bytesWith(3, small) != maxStatusBytes+104 || l.bytesWith(2, small) != maxStatusBytes-maxStatusSize+104 {
		t.Error("bytes with one more, and with another one")
	}
}

// TestSerials writes random sets in two ways and reads them back.
func TestSerials(t *testing.T) {
	random := rand.New(rand.NewSource(3))
	for round := 0; round < 200; round++ {
		set := map[uint32]bool{}
		firstLive := uint32(random.Intn(50))
		count, spread := random.Intn(1500), int64(1)<<random.Intn(33)
		for i := 0; i < count; i++ {
			if serial := int64(firstLive) + random.Int63n(spread); serial < 1<<32 {
				set[uint32(serial)] = true
				if random.Intn(3) == 0 && serial < 1<<32-400 { // runs, and cuts between them
					for run := random.Intn(400); run > 0; run-- {
						set[uint32(serial)+uint32(run)] = true
					}
				}
			}
		}
		var list []uint32
		for serial := range set {
			list = append(list, serial)
		}
		sort.Slice(list, func(a, b int) bool { return list[a] < list[b] })
		encoded := encodeSerials(firstLive, list)
		s, err := decodeSerials(&reader{data: append(clone(encoded), make([]byte, 64)...)}, firstLive)
		if err != nil || !s.wellFormed() {
			t.Fatalf("%d serials are refused: %v", len(list), err)
		}
		for i := 0; i < 50 && len(list) > 0; i++ {
			serial := list[random.Intn(len(list))] + uint32(random.Intn(3)) - 1
			if s.contains(serial) != set[serial] {
				t.Fatalf("serial %d: not %v", serial, set[serial])
			}
		}
		if len(list) > 0 {
			w := newSerialWriter(s)
			w.index, w.blocks = nil, nil
			for _, serial := range list {
				w.write(serial)
			}
			if !bytes.Equal(w.appendTo(appendNumber(nil, uint64(s.count), 4)), encoded) {
				t.Fatal("the writer writes other bytes")
			}
		}
		// There is one encoding: no other bytes of the length say the same set.
		if len(encoded) > 12 {
			changed := clone(encoded)
			changed[random.Intn(len(changed))] ^= 1 << random.Intn(8)
			c, err := decodeSerials(&reader{data: append(changed, make([]byte, 64)...)}, firstLive)
			if err == nil && c.wellFormed() && c.containsAllOf(s) && s.containsAllOf(c) {
				t.Fatal("two encodings of one set")
			}
		}
	}
}

// TestManyDeltas loads deltas of a number that is held: each is looked up, and
// none walks over the whole held list.
func TestManyDeltas(t *testing.T) {
	var revoked []uint32
	for serial := uint32(0); serial < 400_000; serial += 1 + serial%3 {
		revoked = append(revoked, serial)
	}
	last := revoked[len(revoked)-1]
	base := newStatus(7, revoked...)
	state := loaded(t, newList().make(), base.make())
	delta := base.with(func(s *statusMaker) { s.revoked = nil }).delta(3, last-3, last)
	parts := make([][]byte, 20_000)
	for i := range parts {
		parts[i] = delta
	}
	if _, refusals, err := state.Load(bundleOf(parts...)); err != nil || len(refusals) > 0 {
		t.Error(err, len(refusals))
	}
}

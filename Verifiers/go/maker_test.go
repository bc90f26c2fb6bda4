package mapae

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"sort"
	"testing"
)

// Makers of objects for tests. Each has fields with which a test says what is
// out of the ordinary.

func secret(seed byte) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{seed}, 32))
}

func public(seed byte) publicKey { return publicKey(digestOf(secret(seed)[32:])) }

func signWith(seed byte, message []byte) []byte { return ed25519.Sign(secret(seed), message) }

// bundleOf makes a bundle of parts.
func bundleOf(parts ...[]byte) []byte {
	bundle := []byte{firstBundle}
	for _, part := range parts {
		bundle = appendNumber(bundle, uint64(len(part)), 4)
		bundle = append(bundle, part...)
	}
	return bundle
}

// A recordMaker makes a record of one root and one list key.
type recordMaker struct {
	number         uint8
	domain         Digest
	listsUntil     int64
	root, listKey  byte // seeds
	rawListKey     *publicKey
	previousSigner byte
	ownSigner      byte
	ownSigners     uint16
}

func newRecord(number uint8, domain Digest) recordMaker {
	return recordMaker{
		number: number, domain: domain, listsUntil: 1 << 30, root: number, listKey: 100 + number,
		previousSigner: number - 1, ownSigner: number, ownSigners: 1,
	}
}

func (m recordMaker) make() []byte {
	object := append([]byte{firstRecord, m.number}, m.domain[:]...)
	object = appendNumber(object, 1000, 5)
	object = appendNumber(object, uint64(m.listsUntil), 5)
	root, listKey := public(m.root), public(m.listKey)
	if m.rawListKey != nil {
		listKey = *m.rawListKey
	}
	object = append(append(append(object, 1), root[:]...), 1)
	object = append(append(append(object, 1), listKey[:]...), 1)
	domain := m.domain
	if m.number == 1 {
		domain = Digest{}
	}
	message := labelRecord.message(domain, object)
	if m.number == 1 {
		object = append(object, 0, 0)
	} else {
		object = append(append(object, 0, 1), signWith(m.previousSigner, message)...)
	}
	object = appendNumber(object, uint64(m.ownSigners), 2)
	if m.ownSigners > 0 {
		object = append(object, signWith(m.ownSigner, message)...)
	}
	return object
}

// testRecord is record 1 of the domain of most tests.
var testRecord = newRecord(1, Digest{7: 7}).make()

var testDomain = func() Digest {
	signed := testRecord[:len(testRecord)-68]
	return sha256.Sum256(signed)
}()

var testAnchor = Anchor{testDomain, testDomain}

type keyMaker struct {
	number      uint32
	seed        byte
	raw         *publicKey
	flags       byte
	acceptUntil int64
}

type issuerMaker struct {
	id         uint16
	name       string
	profiles   []uint16
	generation uint8
	demand     uint32
	keys       []keyMaker
}

// Times and keys of the usual list.
const (
	listIssued  = 10_000
	listRefresh = 15_000
	listExpires = 20_000
	passSeed    = 50
	statusSeed  = 60
)

type listMaker struct {
	domain                   Digest
	authority                uint8
	number, nextKey          uint32
	issued, refresh, expires int64
	issuers                  []issuerMaker
	rules                    [][]byte
	signer                   byte
	signers                  uint16
}

// newList is a list of one issuer with pass key 1, status key 2 and a standby
// key 3.
func newList() listMaker {
	return listMaker{
		domain: testDomain, authority: 1, number: 5, nextKey: 10,
		issued: listIssued, refresh: listRefresh, expires: listExpires,
		issuers: []issuerMaker{{
			id: 1, name: "Issuer", profiles: []uint16{1, 2, 9, 61440},
			keys: []keyMaker{
				{number: 1, seed: passSeed, acceptUntil: 19_000},
				{number: 2, seed: statusSeed, flags: flagStatus, acceptUntil: 30_000},
				{number: 3, seed: passSeed + 1, acceptUntil: 30_000},
			},
		}},
		signer: 101, signers: 1,
	}
}

// with changes a copy of a list.
func (m listMaker) with(change func(*listMaker)) listMaker {
	issuers := append([]issuerMaker(nil), m.issuers...)
	for i := range issuers {
		issuers[i].keys = append([]keyMaker(nil), issuers[i].keys...)
		issuers[i].profiles = append([]uint16(nil), issuers[i].profiles...)
	}
	m.issuers = issuers
	m.rules = append([][]byte(nil), m.rules...)
	change(&m)
	return m
}

func (m listMaker) make() []byte {
	object := append([]byte{firstList}, m.domain[:]...)
	object = append(object, m.authority)
	object = appendNumber(object, uint64(m.number), 4)
	object = appendNumber(object, uint64(m.nextKey), 4)
	for _, time := range []int64{m.issued, m.refresh, m.expires} {
		object = appendNumber(object, uint64(time), 5)
	}
	object = appendNumber(object, uint64(len(m.issuers)), 2)
	for _, issuer := range m.issuers {
		object = appendNumber(object, uint64(issuer.id), 2)
		object = append(append(object, byte(len(issuer.name))), issuer.name...)
		object = append(object, byte(len(issuer.profiles)))
		for _, profile := range issuer.profiles {
			object = appendNumber(object, uint64(profile), 2)
		}
		object = append(object, issuer.generation)
		object = appendNumber(object, uint64(issuer.demand), 4)
		object = appendNumber(object, uint64(len(issuer.keys)), 2)
		for _, key := range issuer.keys {
			object = appendNumber(object, uint64(key.number), 3)
			k := public(key.seed)
			if key.raw != nil {
				k = *key.raw
			}
			object = append(append(object, k[:]...), key.flags)
			object = appendNumber(object, uint64(key.acceptUntil), 5)
		}
	}
	rules := append([][]byte(nil), m.rules...)
	sort.Slice(rules, func(a, b int) bool { return bytes.Compare(rules[a], rules[b]) < 0 })
	object = append(object, byte(len(rules)))
	for _, rule := range rules {
		object = append(object, rule...)
	}
	message := labelList.message(m.domain, object)
	object = appendNumber(object, uint64(m.signers), 2)
	for bits := m.signers; bits > 0; bits &= bits - 1 {
		object = append(object, signWith(m.signer, message)...)
	}
	return object
}

// windowRule makes a rule of kind 1 with an anchor in UTC.
func windowRule(profile uint16, from, until int64, anchor byte, opens, closes uint32, condition ...byte) []byte {
	rule := append([]byte{23 + byte(len(condition)), ruleKindWindow}, byte(profile>>8), byte(profile))
	rule = appendNumber(rule, uint64(from), 5)
	rule = appendNumber(rule, uint64(until), 5)
	rule = append(rule, anchor)
	rule = appendNumber(rule, uint64(opens), 4)
	rule = appendNumber(rule, uint64(closes), 4)
	return append(append(rule, 64), condition...)
}

type statusMaker struct {
	domain          Digest
	tag             []byte // in place of the domain's
	key             uint32
	generation      uint8
	number          uint32
	issued, expires int64
	firstLive       uint32
	revoked         []uint32
	signer          byte
}

func newStatus(number uint32, revoked ...uint32) statusMaker {
	return statusMaker{
		domain: testDomain, key: 2, number: number, issued: 11_000, expires: 18_000,
		revoked: revoked, signer: statusSeed,
	}
}

func (m statusMaker) with(change func(*statusMaker)) statusMaker {
	change(&m)
	return m
}

func (m statusMaker) head() []byte {
	head := clone(m.domain[:4])
	if m.tag != nil {
		head = clone(m.tag)
	}
	head = appendNumber(head, uint64(m.key), 3)
	head = append(head, m.generation)
	head = appendNumber(head, uint64(m.number), 4)
	head = appendNumber(head, uint64(m.issued), 5)
	head = appendNumber(head, uint64(m.expires), 5)
	return appendNumber(head, uint64(m.firstLive), 4)
}

// encodeSerials writes serials bit by bit, as the chapter says it.
func encodeSerials(firstLive uint32, serials []uint32) []byte {
	out := appendNumber(nil, uint64(len(serials)), 4)
	if len(serials) == 0 {
		return out
	}
	greatest := serials[len(serials)-1]
	k := 0
	for (uint64(greatest)-uint64(firstLive)+1)/uint64(len(serials))>>(k+1) > 0 {
		k++
	}
	var index, blocks []byte
	var bits []byte
	end := func() {
		for len(bits)%8 != 0 {
			bits = append(bits, 0)
		}
		for i := 0; i < len(bits); i += 8 {
			var b byte
			for _, bit := range bits[i : i+8] {
				b = b<<1 | bit
			}
			blocks = append(blocks, b)
		}
		bits = nil
		index = appendNumber(index, uint64(len(blocks)), 4)
	}
	inBlock := 0
	for i, serial := range serials {
		gap := uint64(0)
		if i > 0 {
			gap = uint64(serial - serials[i-1] - 1)
		}
		if i == 0 || inBlock == 256 || gap>>k >= 24 {
			if i > 0 {
				end()
			}
			index = appendNumber(index, uint64(serial), 4)
			inBlock = 1
			continue
		}
		bits = append(bits, make([]byte, gap>>k)...)
		bits = append(bits, 1)
		for low := k - 1; low >= 0; low-- {
			bits = append(bits, byte(gap>>low&1))
		}
		inBlock++
	}
	end()
	out = appendNumber(out, uint64(greatest), 4)
	out = appendNumber(out, uint64(len(index)/8), 4)
	return append(append(out, index...), blocks...)
}

func (m statusMaker) make() []byte {
	object := append([]byte{firstStatusList}, m.head()...)
	object = append(object, encodeSerials(m.firstLive, m.revoked)...)
	return append(object, signWith(m.signer, labelStatus.message(m.domain, object))...)
}

// delta makes the delta from a list of a base number.
func (m statusMaker) delta(base uint32, added ...uint32) []byte {
	object := append([]byte{firstStatusDelta}, m.head()...)
	object = appendNumber(object, uint64(base), 4)
	object = append(object, encodeSerials(m.firstLive, added)...)
	whole := m.make()
	return append(object, whole[len(whole)-64:]...)
}

type passMaker struct {
	domain   Digest
	key      uint32
	profile  uint16
	serial   uint32
	issued   int64
	from     uint32
	lifetime uint32
	claims   []claim
	signer   byte
}

// newPass is an access pass that is good at testNow.
func newPass() passMaker {
	return passMaker{
		domain: testDomain, key: 1, profile: 1, serial: 100,
		issued: 11_000, from: 500, lifetime: 7_000, signer: passSeed,
	}
}

const testNow = 12_000

func (m passMaker) with(change func(*passMaker)) passMaker {
	change(&m)
	return m
}

func (m passMaker) make() []byte {
	object := append([]byte{firstPass}, m.domain[:4]...)
	object = appendNumber(object, uint64(m.key), 3)
	object = appendNumber(object, uint64(m.profile), 2)
	object = appendNumber(object, uint64(m.serial), 4)
	object = appendNumber(object, uint64(m.issued), 5)
	object = appendNumber(object, uint64(m.from), 4)
	object = appendNumber(object, uint64(m.lifetime), 4)
	for _, c := range m.claims {
		object = append(object, c.tag)
		if sizeClass(c.tag) == 3 {
			object = append(object, byte(len(c.value)))
		}
		object = append(object, c.value...)
	}
	return append(object, signWith(m.signer, labelPass.message(m.domain, object))...)
}

// present wraps a pass.
func present(pass []byte, presentedAt int64, challenge string, signer byte) []byte {
	object := appendNumber([]byte{firstPresentation}, uint64(presentedAt), 5)
	object = append(append(object, byte(len(challenge))), challenge...)
	object = append(object, pass...)
	return append(object, signWith(signer, labelPresentation.message(testDomain, object))...)
}

// loaded makes a state of the test domain.
func loaded(t testing.TB, parts ...[]byte) *State {
	t.Helper()
	state, refusals, err := NewState(testAnchor).Load(bundleOf(append([][]byte{testRecord}, parts...)...))
	if err != nil || len(refusals) > 0 {
		t.Fatal(err, refusals)
	}
	return state
}

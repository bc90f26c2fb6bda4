package mapae

import (
	"bytes"
	"sort"
)

const (
	maxListSize   = 4_194_304
	maxKeyNumber  = 1 << 24
	maxListLife   = 34_560_000 // seconds, also of a status list
	maxNameSize   = 128
	issuerKeySize = 41

	flagStatus      = 1
	flagCompromised = 2
)

// An issuer is one of a trust list.
type issuer struct {
	id         uint16
	profiles   []uint16 // ascending
	generation uint8
	demand     uint32
}

func (i *issuer) has(profile uint16) bool {
	at := sort.Search(len(i.profiles), func(n int) bool { return i.profiles[n] >= profile })
	return at < len(i.profiles) && i.profiles[at] == profile
}

// An issuerKey is a key of an issuer, for passes or for status lists.
type issuerKey struct {
	number      uint32
	public      publicKey
	forStatus   bool
	compromised bool
	acceptUntil int64
	issuer      *issuer
}

// A trustList is one that is well-formed.
type trustList struct {
	bytes        []byte
	signed       []byte
	domain       Digest
	authority    uint8
	number       uint32
	nextKey      uint32
	issuedAt     int64
	refreshAfter int64
	expiresAt    int64
	issuers      []*issuer   // by ascending ids
	keys         []issuerKey // of all issuers, by ascending numbers
	rules        []rule
	signers      signerGroup
}

// decodeTrustList checks the form of a trust list, TRUST-9 to TRUST-11. It
// copies it, so that a state does not hold on to a bundle.
func decodeTrustList(object []byte) (*trustList, error) {
	if len(object) > maxListSize {
		return nil, errMalformed
	}
	object = clone(object)
	r := reader{data: object}
	l := &trustList{bytes: object}
	r.take(1)
	l.domain = r.digest()
	l.authority = r.u8()
	l.number = r.u32()
	l.nextKey = r.u32()
	l.issuedAt = r.time()
	l.refreshAfter = r.time()
	l.expiresAt = r.time()
	if l.authority < 1 || l.number < 1 || l.nextKey > maxKeyNumber ||
		l.refreshAfter < l.issuedAt || l.refreshAfter > l.expiresAt || !isListLife(l.issuedAt, l.expiresAt) {
		return nil, errMalformed
	}
	for count := r.u16(); count > 0; count-- {
		if err := l.decodeIssuer(&r); err != nil {
			return nil, err
		}
	}
	for count := r.u8(); count > 0; count-- {
		rule, err := decodeRule(&r)
		if err != nil {
			return nil, err
		}
		if n := len(l.rules); n > 0 && bytes.Compare(l.rules[n-1].raw, rule.raw) >= 0 {
			return nil, errMalformed
		}
		l.rules = append(l.rules, rule)
	}
	l.signed = object[:len(object)-len(r.data)]
	l.signers = decodeSigners(&r)
	if !r.ended() || l.signers.signers == 0 || !l.sortKeys() {
		return nil, errMalformed
	}
	return l, nil
}

func isListLife(issuedAt, expiresAt int64) bool {
	return issuedAt < expiresAt && expiresAt-issuedAt <= maxListLife
}

func (l *trustList) decodeIssuer(r *reader) error {
	i := &issuer{id: r.u16()}
	if n := len(l.issuers); n > 0 && l.issuers[n-1].id >= i.id {
		return errMalformed
	}
	if name := r.take(int(r.u8())); !isText(name, maxNameSize) {
		return errMalformed
	}
	for count := r.u8(); count > 0; count-- {
		profile := r.u16()
		if n := len(i.profiles); n > 0 && i.profiles[n-1] >= profile {
			return errMalformed
		}
		i.profiles = append(i.profiles, profile)
	}
	i.generation = r.u8()
	i.demand = r.u32()
	demanded := i.generation > 0
	count := int(r.u16())
	if !r.holds(count * issuerKeySize) {
		return errMalformed
	}
	for first := len(l.keys); count > 0; count-- {
		key := issuerKey{number: r.u24(), public: publicKey(r.digest()), issuer: i}
		flags := r.u8()
		key.forStatus, key.compromised = flags&flagStatus != 0, flags&flagCompromised != 0
		key.acceptUntil = r.time()
		if flags > flagStatus|flagCompromised || key.number >= l.nextKey ||
			len(l.keys) > first && l.keys[len(l.keys)-1].number >= key.number {
			return errMalformed
		}
		demanded = demanded || key.forStatus && key.compromised
		l.keys = append(l.keys, key)
	}
	if demanded && i.demand == 0 { // TRUST-11
		return errMalformed
	}
	l.issuers = append(l.issuers, i)
	return nil
}

// sortKeys orders the keys of all issuers, and says whether no number and no
// public key stands twice (TRUST-10).
func (l *trustList) sortKeys() bool {
	sort.Slice(l.keys, func(a, b int) bool { return l.keys[a].number < l.keys[b].number })
	seen := make(map[publicKey]bool, len(l.keys))
	for i, key := range l.keys {
		if seen[key.public] || i > 0 && l.keys[i-1].number == key.number {
			return false
		}
		seen[key.public] = true
	}
	return true
}

// key finds a key by its number; it is nil where the list has none.
func (l *trustList) key(number uint32) *issuerKey {
	at := sort.Search(len(l.keys), func(n int) bool { return l.keys[n].number >= number })
	if at == len(l.keys) || l.keys[at].number != number {
		return nil
	}
	return &l.keys[at]
}

// issuer finds an issuer by its id; it is nil where the list has none.
func (l *trustList) issuer(id uint16) *issuer {
	at := sort.Search(len(l.issuers), func(n int) bool { return l.issuers[n].id >= id })
	if at == len(l.issuers) || l.issuers[at].id != id {
		return nil
	}
	return l.issuers[at]
}

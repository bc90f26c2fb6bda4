package mapae

import (
	"crypto/sha256"
	"math/bits"
)

const (
	maxAuthorityKeys = 16
	maxRecordSize    = 3_124
)

// A signerGroup names who signed by the bits of signers, and has one signature
// for each bit set, from bit 0 up.
type signerGroup struct {
	signers    uint16
	signatures []byte
}

func decodeSigners(r *reader) signerGroup {
	signers := r.u16()
	return signerGroup{signers, r.take(bits.OnesCount16(signers) * signatureSize)}
}

// above says whether a bit at or above a count of keys is set.
func (g signerGroup) above(count int) bool { return bits.Len16(g.signers) > count }

// A keySet is the keys of which a threshold must sign.
type keySet struct {
	keys      []publicKey
	threshold int
}

func decodeKeySet(r *reader) (keySet, error) {
	count := int(r.u8())
	if count < 1 || count > maxAuthorityKeys || !r.holds(count*keySize) {
		return keySet{}, errMalformed
	}
	set := keySet{keys: make([]publicKey, count)}
	for i := range set.keys {
		set.keys[i] = publicKey(r.digest())
	}
	set.threshold = int(r.u8())
	if set.threshold < 1 || set.threshold > count {
		return keySet{}, errMalformed
	}
	return set, nil
}

// signed says whether exactly the threshold of the keys signed a message, each
// with a good signature.
func (set keySet) signed(message []byte, group signerGroup) bool {
	if group.above(len(set.keys)) || bits.OnesCount16(group.signers) != set.threshold {
		return false
	}
	rest := group.signatures
	for i, key := range set.keys {
		if group.signers>>i&1 == 0 {
			continue
		}
		if !key.good(message, rest[:signatureSize]) {
			return false
		}
		rest = rest[signatureSize:]
	}
	return true
}

func (set keySet) vetted() bool {
	for _, key := range set.keys {
		if !key.vetted() {
			return false
		}
	}
	return true
}

// A record is an authority record that is well-formed.
type record struct {
	bytes      []byte
	signed     []byte
	digest     Digest
	number     uint8
	domain     Digest // in record 1 a nonce
	listsUntil int64
	roots      keySet
	listKeys   keySet
	previous   signerGroup
	own        signerGroup
}

// decodeRecord checks the form of an authority record, TRUST-1 and TRUST-2. It
// copies it, so that a state does not hold on to a bundle.
func decodeRecord(object []byte) (*record, error) {
	if len(object) > maxRecordSize {
		return nil, errMalformed
	}
	object = clone(object)
	r := reader{data: object}
	a := &record{bytes: object}
	r.take(1)
	a.number = r.u8()
	a.domain = r.digest()
	issuedAt := r.time()
	a.listsUntil = r.time()
	var err error
	if a.roots, err = decodeKeySet(&r); err != nil {
		return nil, err
	}
	if a.listKeys, err = decodeKeySet(&r); err != nil {
		return nil, err
	}
	a.signed = object[:len(object)-len(r.data)]
	a.previous = decodeSigners(&r)
	a.own = decodeSigners(&r)
	if !r.ended() || a.number < 1 || a.listsUntil <= issuedAt ||
		(a.number == 1) != (a.previous.signers == 0) || a.own.above(len(a.roots.keys)) {
		return nil, errMalformed
	}
	seen := map[publicKey]bool{}
	for _, set := range []keySet{a.roots, a.listKeys} {
		for _, key := range set.keys {
			if seen[key] {
				return nil, errMalformed
			}
			seen[key] = true
		}
	}
	a.digest = sha256.Sum256(a.signed)
	return a, nil
}

// message is what both groups of a record's signatures cover.
func (a *record) message() []byte {
	var domain Digest
	if a.number > 1 {
		domain = a.domain
	}
	return labelRecord.message(domain, a.signed)
}

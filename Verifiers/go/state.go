package mapae

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"io"
	"sort"
)

// An Anchor names a domain and the authority record to start from. It comes
// from the caller alone (LOAD-1).
type Anchor struct{ Domain, Record Digest }

// A State is what a verifier knows of one domain. It never changes: loading
// makes a new one.
type State struct {
	anchor  Anchor
	records []*record
	list    *trustList             // nil where none is held
	status  map[uint16]*statusList // by issuer id
	digest  Digest
}

// NewState begins a state that holds nothing but its anchor.
func NewState(anchor Anchor) *State {
	return (&State{anchor: anchor}).sealed()
}

// Domain is the digest of the state's domain.
func (s *State) Domain() Digest { return s.anchor.Domain }

// Digest is that of the state's bytes.
func (s *State) Digest() Digest { return s.digest }

// sealed gives a state its digest.
func (s *State) sealed() *State {
	digest := sha256.New()
	s.write(digest)
	digest.Sum(s.digest[:0])
	return s
}

// write writes the state's bytes: a bundle, or nothing where nothing is held.
func (s *State) write(to hash.Hash) {
	if len(s.records) == 0 {
		return
	}
	to.Write([]byte{firstBundle})
	for _, a := range s.records {
		writePart(to, a.bytes)
	}
	if s.list != nil {
		writePart(to, s.list.bytes)
	}
	issuers := make([]int, 0, len(s.status))
	for id := range s.status {
		issuers = append(issuers, int(id))
	}
	sort.Ints(issuers)
	for _, id := range issuers {
		writePart(to, s.status[uint16(id)].bytes)
	}
}

func writePart(to io.Writer, part []byte) {
	var size [4]byte
	binary.BigEndian.PutUint32(size[:], uint32(len(part)))
	to.Write(size[:])
	to.Write(part)
}

// A ListRefusal says why a status list or delta of a bundle was not taken.
type ListRefusal struct {
	Position int // among the status lists and deltas of the bundle, from 1
	Refusal  Refusal
}

// LoadText loads a bundle from a text (LOAD-18).
func (s *State) LoadText(text []byte) (*State, []ListRefusal, error) {
	digits, found := textBody(text, objectPrefix)
	if !found {
		return s, nil, UnsupportedVersion
	}
	object, err := decodeBase41(digits)
	if err != nil {
		return s, nil, Malformed
	}
	return s.Load(object)
}

// Load loads a bundle. An error is the Refusal of the first step that refuses,
// and the state is s again (LOAD-4). No clock is asked (LOAD-3).
func (s *State) Load(object []byte) (*State, []ListRefusal, error) {
	b, err := decodeBundle(object) // steps 1 and 2
	if err != nil {
		return s, nil, err
	}
	l := &loading{State: *s, held: s, bundle: b, merged: map[uint16]bool{}}
	for _, step := range []func() error{ // LOAD-17
		l.checkDomain,     // step 3
		l.start,           // step 4
		l.takeRecords,     // step 5
		l.checkListThere,  // step 6
		l.checkAuthority,  // step 7
		l.checkNotOlder,   // step 8
		l.checkListSigned, // step 9
		l.checkListKeys,   // step 10
		l.checkTies,       // step 11
	} {
		if err := step(); err != nil {
			return s, nil, err
		}
	}
	refusals := l.takeStatus() // step 12
	return l.State.sealed(), refusals, nil
}

// A loading is a load on its way: the new state grows in it.
type loading struct {
	State
	held        *State
	bundle      *bundle
	statusBytes int             // of the status lists, with their length fields
	merged      map[uint16]bool // the issuers of which a delta came to its step 5
}

// last is the last record, once step 4 is taken.
func (l *loading) last() *record { return l.records[len(l.records)-1] }

// checkDomain is step 3 (LOAD-5).
func (l *loading) checkDomain() error {
	for _, a := range l.bundle.records {
		named := a.domain
		if a.number == 1 {
			named = a.digest
		}
		if named != l.anchor.Domain {
			return ForeignDomain
		}
	}
	if l.bundle.list != nil && l.bundle.list.domain != l.anchor.Domain {
		return ForeignDomain
	}
	return nil
}

// start is step 4.
func (l *loading) start() error {
	if len(l.records) > 0 || len(l.bundle.records) == 0 && l.bundle.list == nil {
		return nil
	}
	for _, a := range l.bundle.records {
		if a.digest != l.anchor.Record {
			continue // LOAD-15
		}
		if !a.roots.vetted() || !a.listKeys.vetted() { // LOAD-9
			return BadKey
		}
		if !a.roots.signed(a.message(), a.own) { // TRUST-3, TRUST-5
			return BadSignature
		}
		l.records = []*record{a}
		return nil
	}
	return AnchorMissing // LOAD-6
}

// takeRecords is step 5. The record that step 4 took is met as a held one.
func (l *loading) takeRecords() error {
	for _, a := range l.bundle.records {
		first, last := l.records[0], l.last()
		switch {
		case a.number < first.number:
			continue
		case a.number <= last.number:
			if !bytes.Equal(a.signed, l.records[a.number-first.number].signed) { // LOAD-7
				return RecordConflict
			}
			continue
		case a.number-last.number > 1: // LOAD-8
			return RecordGap
		}
		if !last.roots.signed(a.message(), a.previous) { // TRUST-4
			return BadSignature
		}
		if !a.roots.vetted() || !a.listKeys.vetted() { // LOAD-9
			return BadKey
		}
		if !a.roots.signed(a.message(), a.own) { // TRUST-3, TRUST-5
			return BadSignature
		}
		l.records = append(l.records[:len(l.records):len(l.records)], a)
	}
	return nil
}

// checkListThere is step 6 (LOAD-10).
func (l *loading) checkListThere() error {
	if len(l.records) > len(l.held.records) && l.list != nil && l.bundle.list == nil {
		return ListMissing
	}
	return nil
}

// checkAuthority is step 7 (LOAD-11).
func (l *loading) checkAuthority() error {
	list := l.bundle.list
	if list != nil && list.authority != l.last().number {
		return WrongAuthority
	}
	return nil
}

// checkNotOlder is step 8. A list that is held already is taken out of the
// bundle, so that the later steps meet none.
func (l *loading) checkNotOlder() error {
	list := l.bundle.list
	if list == nil || l.list == nil {
		return nil
	}
	switch order := list.order() - l.list.order(); {
	case order < 0: // LOAD-12
		return Rollback
	case order > 0:
		return nil
	case !bytes.Equal(list.signed, l.list.signed): // LOAD-13
		return ListConflict
	default:
		l.bundle.list = nil
		return nil
	}
}

// order orders the lists of a domain.
func (l *trustList) order() int64 { return int64(l.authority)<<32 | int64(l.number) }

// checkListSigned is step 9 (TRUST-12).
func (l *loading) checkListSigned() error {
	list := l.bundle.list
	if list == nil {
		return nil
	}
	message := labelList.message(list.domain, list.signed)
	if !l.last().listKeys.signed(message, list.signers) {
		return BadSignature
	}
	return nil
}

// checkListKeys is step 10. A key that the held list has is vetted already.
func (l *loading) checkListKeys() error {
	list := l.bundle.list
	if list == nil {
		return nil
	}
	if list.expiresAt > l.last().listsUntil { // LOAD-14
		return ListTooLong
	}
	for _, key := range list.keys {
		if l.list != nil {
			if held := l.list.key(key.number); held != nil && held.public == key.public {
				continue
			}
		}
		if !key.public.vetted() { // LOAD-9
			return BadKey
		}
	}
	return nil
}

// checkTies is step 11 (TIE-14). Behind it the list is taken.
func (l *loading) checkTies() error {
	list := l.bundle.list
	if list == nil {
		return nil
	}
	if l.list != nil && l.list.authority == list.authority {
		if err := (ties{l.list, list}).check(); err != nil {
			return err
		}
	}
	l.list = list
	return nil
}

package mapae

import "bytes"

const (
	maxStatusSize  = 16_777_216
	statusHeadSize = 26
	maxStatusLists = 65_280
	maxStatusBytes = 50_331_648 // with their length fields in a bundle
	lengthSize     = 4
)

// A statusHead is the fields from domain tag to first live.
type statusHead struct {
	fields     []byte
	domainTag  [4]byte
	keyNumber  uint32
	generation uint8
	number     uint32
	issuedAt   int64
	expiresAt  int64
	firstLive  uint32
}

func decodeStatusHead(r *reader) (statusHead, error) {
	field := reader{data: r.take(statusHeadSize)}
	h := statusHead{fields: field.data}
	copy(h.domainTag[:], field.take(4))
	h.keyNumber = field.u24()
	h.generation = field.u8()
	h.number = field.u32()
	h.issuedAt = field.time()
	h.expiresAt = field.time()
	h.firstLive = field.u32()
	if field.bad || h.number < 1 || !isListLife(h.issuedAt, h.expiresAt) {
		return statusHead{}, errMalformed
	}
	return h, nil
}

// A statusList is one that is well-formed.
type statusList struct {
	statusHead
	bytes     []byte
	signed    []byte
	signature []byte
	revoked   serials
}

// decodeStatusList checks the form of a status list, STATUS-1 to STATUS-3. It
// copies it, so that a state does not hold on to a bundle.
func decodeStatusList(object []byte) (*statusList, error) {
	if len(object) > maxStatusSize {
		return nil, errMalformed
	}
	object = clone(object)
	r := reader{data: object[1:]}
	head, err := decodeStatusHead(&r)
	if err != nil {
		return nil, err
	}
	revoked, err := decodeSerials(&r, head.firstLive)
	if err != nil || !revoked.wellFormed() {
		return nil, errMalformed
	}
	signed, signature := cutSignature(object)
	return &statusList{head, object, signed, signature, revoked}, nil
}

// takeStatus is step 12 of a load: each status list and delta alone (LOAD-19).
func (l *loading) takeStatus() []ListRefusal {
	held := l.status
	l.status = make(map[uint16]*statusList, len(held))
	for id, list := range held {
		if l.supports(id, list) {
			l.hold(id, list)
		}
	}
	results := make([]error, len(l.bundle.status))
	for i, part := range l.bundle.status {
		if part[0] == firstStatusDelta {
			results[i] = l.takeDelta(part)
		} else {
			results[i] = l.takeStatusList(part)
		}
	}
	var refusals []ListRefusal
	for i, result := range results {
		switch result := result.(type) {
		case Refusal:
			refusals = append(refusals, ListRefusal{i + 1, result})
		case passedOver:
			if held := l.status[result.issuer]; held == nil || held.number < result.number { // STATUS-34
				refusals = append(refusals, ListRefusal{i + 1, StatusBaseMissing})
			}
		}
	}
	return refusals
}

// hold puts a status list in the place of its issuer's held one.
func (l *loading) hold(issuer uint16, list *statusList) {
	l.statusBytes = l.bytesWith(issuer, list)
	l.status[issuer] = list
}

// bytesWith counts the bytes of status lists, were this one held.
func (l *loading) bytesWith(issuer uint16, list *statusList) int {
	total := l.statusBytes + lengthSize + len(list.bytes)
	if held := l.status[issuer]; held != nil {
		total -= lengthSize + len(held.bytes)
	}
	return total
}

// supports says whether the trust list still supports a held status list
// (STATUS-23). A list that was held before is asked the same.
func (l *loading) supports(issuer uint16, list *statusList) bool {
	key, err := l.signer(&list.statusHead)
	if err != nil || key.issuer.id != issuer {
		return false
	}
	before := l.held.list.key(list.keyNumber)
	return key.public == before.public && list.goodUnder(key) == nil
}

// signer takes steps 2 to 4 of loading a status list: which key signed it, by
// what its head says.
func (l *loading) signer(head *statusHead) (*issuerKey, error) {
	if !l.anchor.Domain.hasTag(head.domainTag) { // STATUS-10
		return nil, StatusForeignDomain
	}
	if l.list == nil || head.keyNumber >= l.list.nextKey { // STATUS-11
		return nil, StatusKeyNotYetKnown
	}
	key := l.list.key(head.keyNumber)
	if key == nil { // STATUS-12
		return nil, StatusKeyWithdrawn
	}
	if head.generation != key.issuer.generation { // STATUS-13
		return nil, StatusOtherGeneration
	}
	return key, nil
}

func (d Digest) hasTag(tag [4]byte) bool { return bytes.Equal(d[:4], tag[:]) }

// goodUnder is step 7: the key is a good one for this status list.
func (s *statusList) goodUnder(key *issuerKey) error {
	switch {
	case key.compromised: // STATUS-17
		return StatusKeyCompromised
	case !key.forStatus: // STATUS-18
		return StatusKeyNotForThis
	case s.expiresAt > key.acceptUntil: // STATUS-19
		return StatusTooLong
	}
	return nil
}

// takeStatusList takes the steps of loading a status list.
func (l *loading) takeStatusList(object []byte) error {
	list, err := decodeStatusList(object) // step 1
	if err != nil {
		return StatusMalformed
	}
	key, err := l.signer(&list.statusHead) // steps 2 to 4
	if err != nil {
		return err
	}
	held := l.status[key.issuer.id]
	if held != nil { // step 5
		switch {
		case list.number < held.number: // STATUS-14
			return StatusRollback
		case list.number == held.number && !bytes.Equal(list.signed, held.signed): // STATUS-15
			return StatusConflict
		case list.number == held.number: // held already
			return nil
		}
	}
	message := labelStatus.message(l.anchor.Domain, list.signed)
	if !key.public.good(message, list.signature) { // step 6, STATUS-16
		return StatusBadSignature
	}
	if err := list.goodUnder(key); err != nil { // step 7
		return err
	}
	if held != nil { // step 8
		if list.firstLive < held.firstLive { // STATUS-20
			return StatusFirstLive
		}
		if !list.revoked.containsAllOf(held.revoked) { // STATUS-21
			return StatusNotContained
		}
	}
	if held == nil && len(l.status) == maxStatusLists || // step 9, STATUS-22
		l.bytesWith(key.issuer.id, list) > maxStatusBytes {
		return StatusNoRoom
	}
	l.hold(key.issuer.id, list)
	return nil
}

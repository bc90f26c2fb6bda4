package mapae

import "bytes"

// A statusDelta is one that is well-formed.
type statusDelta struct {
	statusHead // of the newer list
	base       uint32
	added      serials
	signature  []byte
}

// decodeStatusDelta checks the form of a status delta, STATUS-30 and STATUS-31.
func decodeStatusDelta(object []byte) (*statusDelta, error) {
	if len(object) > maxStatusSize {
		return nil, errMalformed
	}
	r := reader{data: object[1:]}
	head, err := decodeStatusHead(&r)
	if err != nil {
		return nil, err
	}
	base := r.u32()
	added, err := decodeSerials(&r, head.firstLive)
	if err != nil || base < 1 || base >= head.number || !added.wellFormed() {
		return nil, errMalformed
	}
	return &statusDelta{head, base, added, r.data}, nil
}

// passedOver stands for a delta that step 4 passes over: the end of the load
// decides about it.
type passedOver struct {
	issuer uint16
	number uint32
}

func (passedOver) Error() string { return "the delta's base is not held" }

// takeDelta takes the steps of a status delta.
func (l *loading) takeDelta(object []byte) error {
	delta, err := decodeStatusDelta(object) // step 1
	if err != nil {
		return StatusMalformed
	}
	key, err := l.signer(&delta.statusHead) // step 2, STATUS-32
	if err != nil {
		return err
	}
	issuer := key.issuer.id
	held := l.status[issuer]
	switch {
	case held != nil && delta.number < held.number: // STATUS-32
		return StatusRollback
	case held != nil && delta.number == held.number: // step 3, STATUS-33
		if !bytes.Equal(delta.fields, held.fields) || !held.revoked.containsAllOf(delta.added) {
			return StatusConflict
		}
		return nil
	case held == nil || held.number != delta.base || l.merged[issuer]: // step 4
		return passedOver{issuer, delta.number}
	}
	l.merged[issuer] = true
	whole, err := delta.applyTo(held) // step 5
	if err != nil {
		return StatusMalformed
	}
	return l.takeStatusList(whole) // step 6, STATUS-36
}

// applyTo puts the newer list together. It fails where the delta adds a serial
// of its base (STATUS-35), or the list would be too long (STATUS-1).
func (delta *statusDelta) applyTo(base *statusList) ([]byte, error) {
	var count, greatest uint32
	for m := delta.merge(base); m.next(); {
		if m.twice {
			return nil, errMalformed
		}
		count, greatest = count+1, m.serial
	}
	list := append([]byte{firstStatusList}, delta.fields...)
	list = appendNumber(list, uint64(count), 4)
	if count > 0 {
		w := newSerialWriter(serials{firstLive: delta.firstLive, count: count, greatest: greatest})
		room := maxStatusSize - len(list) - signatureSize
		for m := delta.merge(base); m.next(); {
			w.write(m.serial)
			if len(w.index)+len(w.blocks) > room {
				return nil, errMalformed
			}
		}
		list = w.appendTo(list)
	}
	return append(list, delta.signature...), nil
}

// A merge goes over the serials of a base that are still live and those that a
// delta adds, in ascending order.
type merge struct {
	base, added       *walk
	hasBase, hasAdded bool

	serial uint32 // the present one
	twice  bool   // it is in both
}

func (delta *statusDelta) merge(base *statusList) *merge {
	m := &merge{base: base.revoked.walk(), added: delta.added.walk()}
	m.hasBase, m.hasAdded = m.base.seek(delta.firstLive), m.added.next()
	return m
}

func (m *merge) next() bool {
	m.twice = m.hasBase && m.hasAdded && m.base.serial == m.added.serial
	switch {
	case m.hasBase && (!m.hasAdded || m.base.serial <= m.added.serial):
		m.serial = m.base.serial
		m.hasBase = m.base.next()
	case m.hasAdded:
		m.serial = m.added.serial
		m.hasAdded = m.added.next()
	default:
		return false
	}
	return true
}

// A serialWriter writes serials in their one encoding.
type serialWriter struct {
	serials // their fields so far
	lowBits int
	last    uint32
	inBlock int

	word uint64 // bits that do not fill a byte yet, from the most significant down
	bits int
}

// newSerialWriter begins with the fields from which k follows.
func newSerialWriter(fields serials) *serialWriter {
	k, _ := fields.lowBitCount()
	return &serialWriter{serials: fields, lowBits: k}
}

func (w *serialWriter) write(serial uint32) {
	gap := uint64(serial - w.last - 1)
	if w.inBlock == 0 || w.inBlock == blockSerials || gap>>w.lowBits >= cutQuotient {
		w.endBlock()
		w.index = appendNumber(w.index, uint64(serial), 4)
	} else {
		quotient := int(gap >> w.lowBits)
		size := quotient + 1 + w.lowBits
		code := uint64(1)<<w.lowBits | gap&(1<<w.lowBits-1)
		w.word |= code << (64 - size - w.bits)
		for w.bits += size; w.bits >= 8; w.bits -= 8 {
			w.blocks = append(w.blocks, byte(w.word>>56))
			w.word <<= 8
		}
	}
	w.last = serial
	w.inBlock++
}

// endBlock fills up the last byte of a block, if there is one, and writes where
// it ends.
func (w *serialWriter) endBlock() {
	if w.inBlock == 0 {
		return
	}
	if w.bits > 0 {
		w.blocks = append(w.blocks, byte(w.word>>56))
	}
	w.word, w.bits, w.inBlock = 0, 0, 0
	w.index = appendNumber(w.index, uint64(len(w.blocks)), 4)
}

// appendTo appends all that follows the count.
func (w *serialWriter) appendTo(list []byte) []byte {
	w.endBlock()
	list = appendNumber(list, uint64(w.greatest), 4)
	list = appendNumber(list, uint64(len(w.index)/indexEntrySize), 4)
	list = append(list, w.index...)
	list = append(list, w.blocks...)
	return list
}

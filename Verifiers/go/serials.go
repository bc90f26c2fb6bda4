package mapae

import (
	"encoding/binary"
	"math/bits"
	"sort"
)

const (
	blockSerials   = 256 // at most, in a block
	cutQuotient    = 24  // a gap of this quotient or more begins a block
	indexEntrySize = 8
)

// serials are the revoked serials of a status list, or those that a delta
// adds, as their bytes have them.
type serials struct {
	firstLive uint32
	count     uint32
	greatest  uint32 // 0 where there are none
	index     []byte
	blocks    []byte
}

// decodeSerials reads serials that end where the signature begins, without a
// look at their blocks.
func decodeSerials(r *reader, firstLive uint32) (serials, error) {
	s := serials{firstLive: firstLive, count: r.u32()}
	if s.count > 0 {
		s.greatest = r.u32()
		s.index = r.take(int(r.u32()) * indexEntrySize)
		s.blocks = r.take(len(r.data) - signatureSize)
	}
	if r.bad || len(r.data) != signatureSize {
		return serials{}, errMalformed
	}
	return s, nil
}

// lowBitCount is k, the count of a code's low bits, or nothing where the fields
// leave no room for that many serials.
func (s serials) lowBitCount() (k int, ok bool) {
	if s.greatest < s.firstLive {
		return 0, false
	}
	room := uint64(s.greatest) - uint64(s.firstLive) + 1
	return bits.Len64(room/uint64(s.count)) - 1, room >= uint64(s.count)
}

// wellFormed walks over all serials (STATUS-2, STATUS-3).
func (s serials) wellFormed() bool {
	w := s.walk()
	for w.next() {
	}
	return !w.bad && w.seen == s.count && w.serial == s.greatest
}

// contains looks one serial up.
func (s serials) contains(serial uint32) bool {
	w := s.walk()
	return w.seek(serial) && w.serial == serial
}

// containsAllOf says whether each serial of another set, from the first live
// one of this set on, is in this one. It takes no longer than a walk over either
// set does.
func (s serials) containsAllOf(other serials) bool {
	own, others := s.walk(), other.walk()
	for more := others.seek(s.firstLive); more; more = others.next() {
		if !own.seek(others.serial) || own.serial != others.serial {
			return false
		}
	}
	return true
}

// A walk goes over serials in ascending order, and stops where a byte is not as
// it must be. It takes the memory of one code.
type walk struct {
	serials
	lowBits int
	block   int // the next one
	inBlock int // serials seen of the present one

	codes []byte // of the present block, not yet in word
	word  uint64 // the next bits, from the most significant down
	bits  int    // how many

	serial uint32 // the present one
	seen   uint32
	bad    bool
}

func (s serials) walk() *walk {
	w := &walk{serials: s}
	if s.count > 0 {
		k, ok := s.lowBitCount()
		w.lowBits, w.bad = k, !ok
	}
	return w
}

func (w *walk) blockCount() int { return len(w.index) / indexEntrySize }

func (w *walk) firstSerial(block int) uint32 {
	return binary.BigEndian.Uint32(w.index[block*indexEntrySize:])
}

// end is where a block ends; the one before the first ends at 0.
func (w *walk) end(block int) uint32 {
	if block < 0 {
		return 0
	}
	return binary.BigEndian.Uint32(w.index[block*indexEntrySize+4:])
}

// seek goes on to the first serial that is not below a given one, if there is
// one. It passes over blocks by halving the index.
func (w *walk) seek(serial uint32) bool {
	if w.block < w.blockCount() && w.firstSerial(w.block) <= serial {
		w.block += sort.Search(w.blockCount()-w.block, func(n int) bool {
			return w.firstSerial(w.block+n) > serial
		}) - 1
		w.codes, w.word, w.bits, w.inBlock = nil, 0, 0, 0
	}
	for w.seen == 0 || w.serial < serial {
		if !w.next() {
			return false
		}
	}
	return true
}

// next goes to the next serial, if there is one.
func (w *walk) next() bool {
	for w.bits <= 56 && len(w.codes) > 0 {
		w.word |= uint64(w.codes[0]) << (56 - w.bits)
		w.codes = w.codes[1:]
		w.bits += 8
	}
	switch blockEnds := w.bits < 8 && w.word == 0; {
	case w.bad:
		return false
	case !blockEnds:
		w.bad = !w.readCode()
	case w.block < w.blockCount():
		w.bad = !w.beginBlock()
	default:
		w.bad = w.blockCount() > 0 && w.end(w.block-1) != uint32(len(w.blocks))
		return false
	}
	if w.bad {
		return false
	}
	w.seen++
	return true
}

// readCode goes over one gap. No code is longer than 55 bits.
func (w *walk) readCode() bool {
	quotient := bits.LeadingZeros64(w.word)
	size := quotient + 1 + w.lowBits
	if w.inBlock == blockSerials || quotient >= cutQuotient || size > w.bits {
		return false
	}
	low := w.word << (quotient + 1) >> (64 - w.lowBits)
	w.word <<= size
	w.bits -= size
	w.inBlock++
	return w.goTo(uint64(w.serial) + uint64(quotient)<<w.lowBits + low + 1)
}

// beginBlock goes to the first serial of the next block. Behind a block that is
// not full, it begins before a gap that cuts.
func (w *walk) beginBlock() bool {
	start, end, first := w.end(w.block-1), w.end(w.block), w.firstSerial(w.block)
	if start > end || uint64(end) > uint64(len(w.blocks)) {
		return false
	}
	if w.inBlock == 0 { // where the walk begins
		if first < w.firstLive {
			return false
		}
	} else if first <= w.serial ||
		w.inBlock < blockSerials && (first-w.serial-1)>>w.lowBits < cutQuotient {
		return false
	}
	w.codes, w.bits, w.inBlock = w.blocks[start:end], 0, 1
	w.block++
	return w.goTo(uint64(first))
}

func (w *walk) goTo(serial uint64) bool {
	w.serial = uint32(serial)
	return serial <= uint64(w.greatest)
}

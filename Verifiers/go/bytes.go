package mapae

import (
	"crypto/sha256"
	"errors"
)

// A Digest is a SHA-256 digest.
type Digest [sha256.Size]byte

// errMalformed says that bytes are not as their table says.
var errMalformed = errors.New("malformed")

// A reader takes fields from the front of its data. Once a field does not fit
// it is bad, holds nothing more, and gives zeros; so a decoder may look once,
// at its end, before it hands out anything (SEC-3, SEC-4).
type reader struct {
	data []byte
	bad  bool
}

// take gives the next n bytes, or nil where there are fewer.
func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.data) {
		r.data, r.bad = nil, true
		return nil
	}
	field := r.data[:n:n]
	r.data = r.data[n:]
	return field
}

func (r *reader) number(size int) uint64 { return number(r.take(size)) }

func (r *reader) u8() uint8        { return uint8(r.number(1)) }
func (r *reader) u16() uint16      { return uint16(r.number(2)) }
func (r *reader) u24() uint32      { return uint32(r.number(3)) }
func (r *reader) u32() uint32      { return uint32(r.number(4)) }
func (r *reader) seconds() int64   { return int64(r.number(4)) }
func (r *reader) time() int64      { return int64(r.number(5)) }
func (r *reader) digest() Digest   { return digestOf(r.take(sha256.Size)) }
func (r *reader) ended() bool      { return !r.bad && len(r.data) == 0 }
func (r *reader) holds(n int) bool { return !r.bad && n <= len(r.data) }

// number reads up to eight bytes as a big-endian integer (BASE-1).
func number(field []byte) uint64 {
	var n uint64
	for _, b := range field {
		n = n<<8 | uint64(b)
	}
	return n
}

// appendNumber is the inverse of number.
func appendNumber(to []byte, n uint64, size int) []byte {
	for i := size - 1; i >= 0; i-- {
		to = append(to, byte(n>>(8*i)))
	}
	return to
}

func digestOf(field []byte) (d Digest) {
	copy(d[:], field)
	return d
}

func clone(b []byte) []byte { return append([]byte(nil), b...) }

package mapae

import (
	"bytes"
	"crypto/sha256"
)

const (
	maxPartContent = 634
	digestPrefix   = 8
)

// A posterKey tells posters apart (POSTER-4).
type posterKey struct {
	count  uint8
	digest [digestPrefix]byte
}

// A Poster gathers parts of posters, in any order, also of several ones side by
// side. The zero value has none.
type Poster struct {
	order    []posterKey
	gathered map[posterKey]*gathering
}

// A gathering is the parts of one poster so far.
type gathering struct {
	contents map[uint8][]byte
	conflict bool // two parts of one number differ
}

// Add takes the text of one code, if it is a part.
func (p *Poster) Add(text []byte) {
	digits, found := textBody(text, partPrefix)
	if !found {
		return
	}
	part, err := decodeBase41(digits) // POSTER-1
	if err != nil {
		return
	}
	r := reader{data: part}
	number := r.u8()
	key := posterKey{count: r.u8()}
	copy(key.digest[:], r.take(digestPrefix))
	content := r.data
	if r.bad || number < 1 || number > key.count || key.count < 2 ||
		len(content) < 1 || len(content) > maxPartContent { // POSTER-2
		return
	}
	g := p.gathered[key]
	if g == nil {
		if p.gathered == nil {
			p.gathered = map[posterKey]*gathering{}
		}
		g = &gathering{contents: map[uint8][]byte{}}
		p.gathered[key] = g
		p.order = append(p.order, key)
	}
	if taken, again := g.contents[number]; again { // POSTER-3
		g.conflict = g.conflict || !bytes.Equal(taken, content) // POSTER-6
		return
	}
	g.contents[number] = content
}

// Whole gives the first object of which all parts are there.
func (p *Poster) Whole() (object []byte, found bool) {
	for _, key := range p.order {
		g := p.gathered[key]
		if g.conflict || len(g.contents) < int(key.count) {
			continue
		}
		var whole []byte
		for number := 1; number <= int(key.count); number++ {
			whole = append(whole, g.contents[uint8(number)]...)
		}
		if digest := sha256.Sum256(whole); bytes.HasPrefix(digest[:], key.digest[:]) { // POSTER-5
			return whole, true
		}
	}
	return nil, false
}

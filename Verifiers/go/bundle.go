package mapae

const (
	maxBundleSize = 67_108_864
	maxParts      = 65_536
)

// A bundle is one that is well-formed, with its records and its list. Status
// lists and deltas are looked at when they are loaded, each alone.
type bundle struct {
	records []*record
	list    *trustList // nil where there is none
	status  [][]byte
}

// decodeBundle takes steps 1 and 2 of a load.
func decodeBundle(object []byte) (*bundle, error) {
	switch {
	case len(object) == 0:
		return nil, Malformed
	case object[0]>>4 != 1: // TRUST-20
		return nil, UnsupportedVersion
	case object[0] != firstBundle || len(object) > maxBundleSize || len(object) == 1: // TRUST-19
		return nil, Malformed
	}
	b := &bundle{}
	r := reader{data: object[1:]}
	for parts := 0; !r.ended(); parts++ {
		part := r.take(int(r.u32()))
		if len(part) == 0 || parts == maxParts || b.add(part) != nil {
			return nil, Malformed
		}
	}
	return b, nil
}

// InBundle puts a part that comes by itself into a bundle of that one part, and
// gives any other object back as it is.
func InBundle(object []byte) []byte {
	switch object[0] {
	case firstRecord, firstList, firstStatusList, firstStatusDelta:
		return append(appendNumber([]byte{firstBundle}, uint64(len(object)), lengthSize), object...)
	}
	return object
}

// add takes one part, if it stands in its order.
func (b *bundle) add(part []byte) error {
	switch part[0] {
	case firstRecord:
		a, err := decodeRecord(part)
		n := len(b.records)
		if err != nil || b.list != nil || len(b.status) > 0 || n > 0 && b.records[n-1].number >= a.number {
			return errMalformed
		}
		b.records = append(b.records, a)
	case firstList:
		l, err := decodeTrustList(part)
		if err != nil || b.list != nil || len(b.status) > 0 {
			return errMalformed
		}
		b.list = l
	case firstStatusList, firstStatusDelta:
		b.status = append(b.status, part)
	default:
		return errMalformed
	}
	return nil
}

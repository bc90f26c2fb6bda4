package mapae

import "time"

const tagHolderKey = 0x62

// A claim is a tag and its value.
type claim struct {
	tag   byte
	value []byte
}

func (c claim) ignorable() bool { return c.tag&0x80 != 0 }

// sizeClass is 0, 1 or 2 for values of 1, 2 or 3 bytes, and 3 for those with a
// length byte.
func sizeClass(tag byte) int { return int(tag >> 5 & 3) }

// decodeClaims reads claims up to the end of the signed bytes.
func decodeClaims(r reader) ([]claim, error) {
	var claims []claim
	last := -1
	for !r.ended() {
		tag := r.u8()
		size := sizeClass(tag) + 1
		if size == 4 {
			size = int(r.u8())
		}
		value := r.take(size)
		if r.bad || // CLAIM-1
			int(tag) <= last || // CLAIM-2
			size == 0 { // CLAIM-3
			return nil, errMalformed
		}
		claims = append(claims, claim{tag, value})
		last = int(tag)
	}
	return claims, nil
}

// validClaims keeps CLAIM-6 to CLAIM-8: it looks at claims of the registry
// alone.
func (p *pass) validClaims() bool {
	present := map[string]bool{}
	for _, c := range p.claims {
		kind, found := registered(p.profile, c.tag)
		if !found {
			continue
		}
		if !kind.admits(c.value) || present[kind.Excludes] { // CLAIM-6, CLAIM-7
			return false
		}
		present[kind.Name] = true
	}
	for _, choice := range profiles[p.profile].Required { // CLAIM-8
		met := false
		for _, name := range choice {
			met = met || present[name]
		}
		if !met {
			return false
		}
	}
	return true
}

// admits says whether a value is of the claim's type. Its size class has been
// kept already. Integers and codes admit every value (CLAIM-9).
func (kind claimType) admits(value []byte) bool {
	switch kind.Type {
	case "text":
		return isText(value, kind.Max)
	case "latin":
		return len(value) <= kind.Max && value[0] != '<' && isMadeOf(value, isLatin)
	case "country":
		return isMadeOf(value, isCapital)
	case "date":
		_, valid := decodeDate(value)
		return valid
	case "bytes":
		return len(value) == kind.Max
	default:
		return true
	}
}

func isCapital(b byte) bool { return 'A' <= b && b <= 'Z' }
func isLatin(b byte) bool   { return isCapital(b) || b == '<' }

func isMadeOf(value []byte, allowed func(byte) bool) bool {
	for _, b := range value {
		if !allowed(b) {
			return false
		}
	}
	return true
}

// A date is the span of days that a date of the format may mean: one day, or
// the first and the last of a month or a year. Both are midnights in UTC.
type date struct{ first, last int64 }

const secondsPerDay = 24 * 60 * 60

func decodeDate(value []byte) (date, bool) {
	if len(value) != 3 {
		return date{}, false
	}
	n := int(number(value))
	year, month, day := n>>9, time.Month(n>>5&0xf), n&0x1f // bit 23 makes a year above 9999
	switch {
	case year < 1 || year > 9999 || month > 12:
		return date{}, false
	case month == 0:
		return date{midnight(year, 1, 1), midnight(year, 12, 31)}, day == 0
	case day == 0:
		return date{midnight(year, month, 1), midnight(year, month+1, 1) - secondsPerDay}, true
	default:
		exact := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
		return date{exact.Unix(), exact.Unix()}, exact.Day() == day
	}
}

// midnight counts in the Gregorian calendar, extended to all years.
func midnight(year int, month time.Month, day int) int64 {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()
}

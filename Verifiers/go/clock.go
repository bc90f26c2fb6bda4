package mapae

// A Clock is a reading: the true time is a second from Earliest to Latest.
type Clock struct{ Earliest, Latest int64 }

// raised gives the interval of conditions with a floor (TIME-2).
func (c Clock) raised(floor int64) Clock {
	if c.Earliest < floor {
		c.Earliest = floor
	}
	return c
}

// An answer is that of a condition over an interval.
type answer int

const (
	untold answer = iota // some seconds say yes and some no
	proven
	refuted
)

// before answers whether it is before an instant.
func (c Clock) before(instant int64) answer {
	switch {
	case c.Latest < instant:
		return proven
	case c.Earliest >= instant:
		return refuted
	default:
		return untold
	}
}

// since answers whether an instant has come.
func (c Clock) since(instant int64) answer {
	switch {
	case c.Earliest >= instant:
		return proven
	case c.Latest < instant:
		return refuted
	default:
		return untold
	}
}

// A span is the seconds from its first one up to, but not with, its end.
type span struct{ from, until int64 }

// meets says whether a second of the interval is in the span.
func (c Clock) meets(s span) bool {
	return s.from < s.until && s.from <= c.Latest && c.Earliest < s.until
}

// within says whether each second of the interval is in the span.
func (c Clock) within(s span) bool {
	return s.from <= c.Earliest && c.Latest < s.until
}

// edge is the first second of a span where that is still to come, otherwise
// the first second behind it.
func (c Clock) edge(s span) int64 {
	if s.from > c.Earliest {
		return s.from
	}
	return s.until
}

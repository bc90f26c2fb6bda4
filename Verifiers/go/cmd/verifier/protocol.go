package main

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"mapae"
)

// What hello says of this program.
const (
	protocolVersion = "1"
	name            = "mapae-go"
	version         = "1.0.0"
	capabilities    = "core,text,presentations,status-lists,deltas,posters"
	window          = 16
	maxLine         = 268_435_456 // line feed included
	maxStates       = 256
)

const nothing = "-"

// A session holds the states that were made, by their handles.
type session struct {
	states map[uint32]*mapae.State
}

func newSession() *session { return &session{states: map[uint32]*mapae.State{}} }

// A request is what stands behind an id, without its verb.
type request struct {
	id     uint32
	fields [][]byte
}

// verbs are the requests: how many fields each has, and what answers it.
var verbs = map[string]struct {
	fields int
	answer func(*session, request) (string, error)
}{
	"hello":  {1, (*session).hello},
	"open":   {1, (*session).open},
	"load":   {3, (*session).load},
	"poster": {2, (*session).poster},
	"verify": {11, (*session).verify},
	"drop":   {1, (*session).drop},
}

const maxFields = 2 + 11

// answer gives the one line that answers a line. Where the id cannot be read,
// the answer's is 0.
func (s *session) answer(line []byte) string {
	fields := bytes.SplitN(line, []byte{' '}, maxFields+1)
	id, err := parseID(fields[0])
	if err != nil {
		return failure(0, err)
	}
	if len(line)+1 > maxLine {
		return failure(id, errors.New("the line is too long"))
	}
	if len(fields) < 2 {
		return failure(id, errors.New("no verb"))
	}
	verb, known := verbs[string(fields[1])]
	if !known {
		return failure(id, errors.New("unknown verb"))
	}
	if len(fields)-2 != verb.fields {
		return failure(id, fmt.Errorf("%d fields in place of %d", len(fields)-2, verb.fields))
	}
	words, err := verb.answer(s, request{id, fields[2:]})
	if err != nil {
		return failure(id, err)
	}
	return fmt.Sprint(id, " ", words) // CONF-3: a load with 65,536 refusals has the longest, some 2,000,000 characters
}

func failure(id uint32, err error) string { return fmt.Sprint(id, " error ", err) }

func (s *session) hello(r request) (string, error) {
	if string(r.fields[0]) != protocolVersion {
		return "", errors.New("another version of the protocol")
	}
	return fmt.Sprint("hello ", protocolVersion, " ", name, " ", version, " ", capabilities,
		" ", window, " ", maxLine, " ", maxStates), nil
}

func (s *session) open(r request) (string, error) {
	anchor, err := parseAnchor(r.fields[0])
	if err != nil {
		return "", err
	}
	if err := s.checkRoom(r.id); err != nil {
		return "", err
	}
	state := mapae.NewState(anchor)
	s.states[r.id] = state
	return fmt.Sprintf("state %x", state.Digest()), nil
}

// checkRoom says whether a state can be made under a handle.
func (s *session) checkRoom(handle uint32) error {
	if s.states[handle] != nil {
		return errors.New("the handle is in use")
	}
	if len(s.states) == maxStates {
		return errors.New("no room for another state")
	}
	return nil
}

func (s *session) load(r request) (string, error) {
	state, err := s.state(r.fields[0])
	if err != nil {
		return "", err
	}
	input, err := parseInput(r.fields[1], r.fields[2])
	if err != nil {
		return "", err
	}
	if err := s.checkRoom(r.id); err != nil {
		return "", err
	}
	load := state.Load
	if input.Text {
		load = state.LoadText
	}
	return s.made(r.id, load, input.Bytes), nil
}

// made loads an input, keeps the state that this makes, and says how it went.
func (s *session) made(handle uint32, load func([]byte) (*mapae.State, []mapae.ListRefusal, error), input []byte) string {
	state, refusals, err := load(input)
	s.states[handle] = state
	if err != nil {
		return fmt.Sprintf("refused %v %x", err, state.Digest())
	}
	entries := make([]string, len(refusals))
	for i, refused := range refusals {
		entries[i] = fmt.Sprint(refused.Position, ":", refused.Refusal)
	}
	return fmt.Sprintf("loaded %x %s", state.Digest(), list(entries))
}

func (s *session) poster(r request) (string, error) {
	state, err := s.state(r.fields[0])
	if err != nil {
		return "", err
	}
	var poster mapae.Poster
	err = forEach(r.fields[1], ',', func(entry []byte) error {
		text, err := parseBytes(entry)
		poster.Add(text)
		return err
	})
	if err != nil {
		return "", err
	}
	if err := s.checkRoom(r.id); err != nil {
		return "", err
	}
	object, found := poster.Whole()
	if !found {
		s.states[r.id] = state
		return fmt.Sprintf("nothing %x", state.Digest()), nil
	}
	return s.made(r.id, state.Load, mapae.InBundle(object)), nil
}

func (s *session) verify(r request) (string, error) {
	states, err := s.parseStates(r.fields[0])
	if err != nil {
		return "", err
	}
	policy, err := parsePolicy(r.fields[1:7])
	if err != nil {
		return "", err
	}
	clock, err := parseClock(r.fields[7], r.fields[8])
	if err != nil {
		return "", err
	}
	input, err := parseInput(r.fields[9], r.fields[10])
	if err != nil {
		return "", err
	}
	return verdictWords(mapae.Judge(input, states, policy, clock)), nil
}

func verdictWords(v mapae.Verdict) string {
	reason, authentic, instant := nothing, "not-authentic", nothing
	if v.Reason != "" {
		reason = string(v.Reason)
	}
	if v.Authentic {
		authentic = "authentic"
	}
	if v.Instant != nil {
		instant = strconv.FormatInt(*v.Instant, 10)
	}
	return strings.Join([]string{string(v.Outcome), reason, authentic, list(v.Advisories), instant}, " ")
}

// list writes a list.
func list(entries []string) string {
	if len(entries) == 0 {
		return nothing
	}
	return strings.Join(entries, ",")
}

func (s *session) drop(r request) (string, error) {
	if _, err := s.state(r.fields[0]); err != nil {
		return "", err
	}
	handle, _ := parseID(r.fields[0])
	delete(s.states, handle)
	return "dropped", nil
}

// state gives the state with a handle.
func (s *session) state(field []byte) (*mapae.State, error) {
	handle, err := parseID(field)
	if err != nil {
		return nil, err
	}
	state := s.states[handle]
	if state == nil {
		return nil, errors.New("no such state")
	}
	return state, nil
}

func (s *session) parseStates(field []byte) ([]*mapae.State, error) {
	var states []*mapae.State
	domains := map[mapae.Digest]bool{}
	err := forEach(field, ',', func(entry []byte) error {
		state, err := s.state(entry)
		if err != nil {
			return err
		}
		if domains[state.Domain()] {
			return errors.New("two states of one domain")
		}
		domains[state.Domain()] = true
		states = append(states, state)
		return nil
	})
	return states, err
}

// parsePolicy reads scopes, home, size, age, challenge and bare.
func parsePolicy(fields [][]byte) (policy mapae.Policy, err error) {
	if policy.Scopes, err = parseScopes(fields[0]); err != nil {
		return policy, err
	}
	if string(fields[1]) != nothing {
		home, err := parseDigest(fields[1])
		if err != nil {
			return policy, err
		}
		policy.Home = &home
	}
	size, err := parseCount(fields[2], 64, mapae.DefaultSizeLimit)
	if err != nil {
		return policy, err
	}
	if size > mapae.DefaultSizeLimit {
		size = mapae.DefaultSizeLimit
	}
	policy.SizeLimit = int(size)
	age, err := parseCount(fields[3], 32, mapae.DefaultGreatestAge)
	if err != nil {
		return policy, err
	}
	policy.GreatestAge = int64(age)
	if string(fields[4]) != nothing {
		policy.Challenge, err = parseBytes(fields[4])
		if err != nil || len(policy.Challenge) > mapae.MaxChallengeSize {
			return policy, errors.New("no challenge of 1 to 32 bytes")
		}
	}
	switch string(fields[5]) {
	case "yes":
		policy.Bare = true
	case "no":
	default:
		return policy, errors.New("bare is neither yes nor no")
	}
	return policy, nil
}

func parseScopes(field []byte) (map[mapae.Scope]mapae.TagSet, error) {
	scopes := map[mapae.Scope]mapae.TagSet{}
	err := forEach(field, ',', func(entry []byte) error {
		domain, rest, _ := bytes.Cut(entry, []byte{':'})
		number, tags, hasTags := bytes.Cut(rest, []byte{':'})
		digest, err := parseDigest(domain)
		if err != nil {
			return err
		}
		profile, err := parseDecimal(number, 16)
		if err != nil {
			return err
		}
		scope := mapae.Scope{Domain: digest, Profile: uint16(profile)}
		if _, twice := scopes[scope]; twice {
			return errors.New("a scope stands twice")
		}
		scopes[scope] = nil
		if hasTags {
			scopes[scope], err = parseTags(tags)
		}
		return err
	})
	return scopes, err
}

func parseTags(field []byte) (mapae.TagSet, error) {
	tags := mapae.TagSet{}
	for more := true; more; {
		var entry []byte
		entry, field, more = bytes.Cut(field, []byte{'+'})
		tag, err := parseBytes(entry)
		if err != nil || len(tag) != 1 {
			return nil, errors.New("no tag of two hexadecimal digits")
		}
		tags[tag[0]] = true
	}
	return tags, nil
}

func parseClock(earliest, latest []byte) (clock mapae.Clock, err error) {
	if clock.Earliest, err = parseTime(earliest); err != nil {
		return clock, err
	}
	if clock.Latest, err = parseTime(latest); err != nil {
		return clock, err
	}
	if clock.Earliest > clock.Latest {
		return clock, errors.New("earliest is above latest")
	}
	return clock, nil
}

func parseInput(form, field []byte) (input mapae.Input, err error) {
	switch string(form) {
	case "bytes":
	case "text":
		input.Text = true
	default:
		return input, errors.New("unknown form")
	}
	input.Bytes, err = parseBytes(field)
	return input, err
}

// parseAnchor reads an anchor, whose digits are of either case.
func parseAnchor(field []byte) (anchor mapae.Anchor, err error) {
	domain, record, two := bytes.Cut(bytes.ToLower(field), []byte{':'})
	if anchor.Domain, err = parseDigest(domain); err != nil {
		return anchor, err
	}
	anchor.Record = anchor.Domain
	if two {
		anchor.Record, err = parseDigest(record)
	}
	return anchor, err
}

func parseDigest(field []byte) (digest mapae.Digest, err error) {
	decoded, err := parseBytes(field)
	if err != nil || len(decoded) != len(digest) {
		return digest, errors.New("no digest of 64 hexadecimal digits")
	}
	copy(digest[:], decoded)
	return digest, nil
}

// parseBytes reads hexadecimal of lower case, or nothing.
func parseBytes(field []byte) ([]byte, error) {
	if string(field) == nothing {
		return nil, nil
	}
	decoded := make([]byte, hex.DecodedLen(len(field)))
	_, err := hex.Decode(decoded, field)
	if err != nil || len(field) == 0 || bytes.ContainsAny(field, "ABCDEF") {
		return nil, errors.New("no hexadecimal of lower case")
	}
	return decoded, nil
}

// parseDecimal reads a number of at most so many bits, without a leading zero.
func parseDecimal(field []byte, bits int) (uint64, error) {
	if len(field) > 1 && field[0] == '0' || bytes.HasPrefix(field, []byte{'+'}) {
		return 0, errors.New("no decimal number")
	}
	n, err := strconv.ParseUint(string(field), 10, bits)
	if err != nil {
		return 0, errors.New("no decimal number, or too great")
	}
	return n, nil
}

// parseCount reads a number that may not be set.
func parseCount(field []byte, bits int, unset uint64) (uint64, error) {
	if string(field) == nothing {
		return unset, nil
	}
	return parseDecimal(field, bits)
}

// parseTime reads a time of 64 bits.
func parseTime(field []byte) (int64, error) {
	_, err := parseDecimal(bytes.TrimPrefix(field, []byte{'-'}), 64)
	if err != nil || string(field) == "-0" {
		return 0, errors.New("no time")
	}
	time, err := strconv.ParseInt(string(field), 10, 64)
	if err != nil {
		return 0, errors.New("a time of more than 64 bits")
	}
	return time, nil
}

func parseID(field []byte) (uint32, error) {
	id, err := parseDecimal(field, 32)
	return uint32(id), err
}

// forEach calls a function for each entry of a list, until one fails.
func forEach(field []byte, separator byte, do func(entry []byte) error) error {
	if string(field) == nothing {
		return nil
	}
	for more := true; more; {
		var entry []byte
		entry, field, more = bytes.Cut(field, []byte{separator})
		if err := do(entry); err != nil {
			return err
		}
	}
	return nil
}

package mapae

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
)

// exampleBlock gives what stands between the marks of a name in
// spec/examples.md.
func exampleBlock(t testing.TB, name string) string {
	t.Helper()
	page, err := os.ReadFile("../../spec/examples.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(page), "<!-- begin "+name+" -->\n")
	block, _, ended := strings.Cut(rest, "<!-- end -->")
	if !found || !ended {
		t.Fatalf("spec/examples.md has no block %s", name)
	}
	return block
}

// exampleRows gives the rows of a table, without its head.
func exampleRows(t testing.TB, name string) [][]string {
	t.Helper()
	var rows [][]string
	for _, line := range strings.Split(exampleBlock(t, name), "\n") {
		if strings.HasPrefix(line, "| ") && !strings.HasPrefix(line, "| ---") {
			cells := strings.Split(strings.Trim(line, "|"), "|")
			for i := range cells {
				cells[i] = strings.Trim(cells[i], " `*")
			}
			rows = append(rows, cells)
		}
	}
	if len(rows) < 2 {
		t.Fatalf("table %s is empty", name)
	}
	return rows[1:]
}

var dumpLine = regexp.MustCompile(`(?m)^ +\d+  ([0-9a-f]+)`)

// exampleObject gives the bytes that a block shows with offsets.
func exampleObject(t testing.TB, name string) []byte {
	t.Helper()
	var object []byte
	for _, match := range dumpLine.FindAllStringSubmatch(exampleBlock(t, name), -1) {
		object = append(object, unhex(t, match[1])...)
	}
	return object
}

// exampleTexts gives the texts of a block.
func exampleTexts(t testing.TB, name string) []string {
	t.Helper()
	texts := regexp.MustCompile(`(?m)^M[PS]1:.*$`).FindAllString(exampleBlock(t, name), -1)
	if len(texts) == 0 {
		t.Fatalf("block %s has no texts", name)
	}
	return texts
}

func exampleValue(t testing.TB, table, key string) string {
	t.Helper()
	for _, row := range exampleRows(t, table) {
		if strings.HasPrefix(row[0], key) {
			return row[1]
		}
	}
	t.Fatalf("table %s has no row %s", table, key)
	return ""
}

func unhex(t testing.TB, digits string) []byte {
	t.Helper()
	decoded, err := hex.DecodeString(digits)
	if err != nil {
		t.Fatal(err)
	}
	return decoded
}

func exampleAnchor(t testing.TB) Anchor {
	domain := digestOf(unhex(t, exampleValue(t, "anchor", "anchor, and domain digest")))
	return Anchor{domain, domain}
}

// exampleBundle joins the records and the list that the page shows.
func exampleBundle(t testing.TB) []byte {
	return bundleOf(exampleObject(t, "record-1"), exampleObject(t, "record-2"), exampleObject(t, "list"))
}

func exampleState(t testing.TB) *State {
	t.Helper()
	state, refusals, err := NewState(exampleAnchor(t)).Load(exampleBundle(t))
	if err != nil || len(refusals) > 0 {
		t.Fatal(err, refusals)
	}
	return state
}

func TestExampleKeys(t *testing.T) {
	for _, row := range exampleRows(t, "keys") {
		seed := bytes.Repeat(unhex(t, row[1][:2]), 32)
		key := ed25519.NewKeyFromSeed(seed).Public().(ed25519.PublicKey)
		if hex.EncodeToString(key) != row[2] {
			t.Errorf("%s: another public key", row[0])
		}
		if !publicKey(digestOf(key)).vetted() {
			t.Errorf("%s is not vetted", row[0])
		}
	}
}

func TestExampleBundle(t *testing.T) {
	bundle := exampleBundle(t)
	text := exampleTexts(t, "bundle-text")[0]
	if decoded, err := decodeBase41([]byte(text[4:])); err != nil || !bytes.Equal(decoded, bundle) {
		t.Error("the bundle's text holds other bytes")
	}
	state := exampleState(t)
	if state.Digest() != sha256.Sum256(bundle) {
		t.Error("the state's bytes are not the bundle's")
	}
	fromText, _, err := NewState(exampleAnchor(t)).LoadText([]byte(text))
	if err != nil || fromText.Digest() != state.Digest() {
		t.Error("loading the text:", err)
	}
	var poster Poster
	if _, found := poster.Whole(); found {
		t.Error("a whole of nothing")
	}
	parts := exampleTexts(t, "poster")
	for i := len(parts) - 1; i >= 0; i-- {
		poster.Add([]byte(parts[i]))
	}
	if whole, found := poster.Whole(); !found || !bytes.Equal(whole, bundle) {
		t.Error("the poster is not the bundle's")
	}

	digests := strings.Split(exampleValue(t, "anchor", "anchor at record 2"), ":")
	late := Anchor{digestOf(unhex(t, digests[0])), digestOf(unhex(t, digests[1]))}
	if state, _, err := NewState(late).Load(bundle); err != nil || len(state.records) != 1 {
		t.Error("anchored at record 2:", err)
	}
}

func TestExampleStatusList(t *testing.T) {
	object := exampleObject(t, "status-list")
	list, err := decodeStatusList(object)
	if err != nil {
		t.Fatal(err)
	}
	for serial := uint32(0); serial < 300; serial++ {
		if want := serial == 5 || serial == 9 || serial == 200; list.revoked.contains(serial) != want {
			t.Errorf("serial %d: not %v", serial, want)
		}
	}
	_, refusals, err := exampleState(t).Load(bundleOf(object))
	if err != nil || len(refusals) != 1 || refusals[0] != (ListRefusal{1, StatusKeyNotYetKnown}) {
		t.Error(err, refusals)
	}
}

func TestExampleObjects(t *testing.T) {
	for block, text := range map[string]string{
		"pass": "pass-text", "presentation": "presentation-text", "request": "request-text",
	} {
		decoded, err := decodeBase41([]byte(exampleTexts(t, text)[0][4:]))
		if err != nil || !bytes.Equal(decoded, exampleObject(t, block)) {
			t.Errorf("%s: other bytes", block)
		}
	}
	lines := strings.Fields(exampleBlock(t, "signed"))
	signed := unhex(t, strings.Join(lines[1:len(lines)-1], ""))
	p, err := decodePass(exampleObject(t, "pass"))
	if err != nil || !bytes.Equal(labelPass.message(exampleAnchor(t).Domain, p.signed), signed) {
		t.Error("other bytes are signed:", err)
	}
}

// TestExampleVerdicts judges each row of the table of verdicts.
func TestExampleVerdicts(t *testing.T) {
	texts := map[string]string{}
	lines := strings.Split(exampleBlock(t, "pass-texts"), "\n")
	for i, line := range lines {
		if strings.HasPrefix(strings.ToUpper(line), "MP1:") {
			texts[lines[i-1]] = line
		}
	}
	domain := exampleAnchor(t).Domain
	southmark := digestOf(unhex(t, exampleValue(t, "anchor", "domain digest of Southmark")))
	door := func() Policy {
		return Policy{
			Scopes:      map[Scope]TagSet{{domain, 1}: nil, {domain, 2}: nil},
			SizeLimit:   DefaultSizeLimit,
			GreatestAge: DefaultGreatestAge,
		}
	}
	policies := map[string]Policy{}
	for _, row := range exampleRows(t, "policies") {
		policy := door()
		switch row[0] {
		case "door":
		case "visitors only":
			delete(policy.Scopes, Scope{domain, 2})
		case "home Southmark":
			policy.Home = &southmark
		case "tag 0x1c":
			policy.Scopes[Scope{domain, 2}] = TagSet{0x1c: true}
		case "challenge":
			policy.Challenge = unhex(t, "000102030405060708090a0b0c0d0e0f")
		case "bare":
			policy.Bare = true
		default:
			t.Fatalf("unknown policy %q", row[0])
		}
		policies[row[0]] = policy
	}
	states := []*State{exampleState(t)}
	for _, row := range exampleRows(t, "verdicts") {
		policy, known := policies[row[3]]
		if !known || texts[row[0]] == "" {
			t.Fatalf("no policy or pass: %v", row)
		}
		clock := Clock{parseInstant(t, row[1]), parseInstant(t, row[2])}
		got := Judge(Input{true, []byte(texts[row[0]])}, states, policy, clock)
		instant := ""
		if got.Instant != nil {
			instant = time.Unix(*got.Instant, 0).UTC().Format(time.RFC3339)
		}
		authentic := map[bool]string{true: "yes", false: "no"}[got.Authentic]
		advisories := strings.Join(got.Advisories, ", ")
		gotRow := []string{string(got.Outcome), string(got.Reason), instant, authentic, advisories}
		if strings.Join(gotRow, "|") != strings.Join(row[4:9], "|") {
			t.Errorf("%v:\n got %v", row, gotRow)
		}
	}
}

func parseInstant(t testing.TB, text string) int64 {
	t.Helper()
	instant, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return instant.Unix()
}

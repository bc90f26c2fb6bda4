package main

import (
	"bytes"
	"encoding/hex"
	"os"
	"regexp"
	"strings"
	"testing"
)

// talk sends lines to a program and gives its answers.
func talk(t testing.TB, lines ...string) []string {
	t.Helper()
	var output bytes.Buffer
	if err := serve(strings.NewReader(strings.Join(lines, "\n")+"\n"), &output); err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(output.String(), "\n"), "\n")
}

// exampleTexts gives the texts that stand in a block of spec/examples.md.
func exampleTexts(t testing.TB, name string) []string {
	t.Helper()
	page, err := os.ReadFile("../../../../spec/examples.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "<!-- begin "+name+" -->\n")
	block, _, _ := strings.Cut(rest, "<!-- end -->")
	texts := regexp.MustCompile(`(?m)^M[PS]1:.*$`).FindAllString(block, -1)
	if len(texts) == 0 {
		t.Fatalf("block %s has no texts", name)
	}
	for i := range texts {
		texts[i] = hex.EncodeToString([]byte(texts[i]))
	}
	return texts
}

const (
	domain      = "3a95b30e2e1cee5439f4d2f8c42cbede2863bc8da41dbd86386d7bb473fab546"
	emptyDigest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	heldDigest  = "19f4a59b32a887dc" // begins that of the bundle, which the poster shows
)

// TestTranscript speaks as the chapter Conformance does.
func TestTranscript(t *testing.T) {
	bundle := exampleTexts(t, "bundle-text")[0]
	poster := strings.Join(exampleTexts(t, "poster"), ",")
	pass := exampleTexts(t, "pass-text")[0]
	scopes := domain + ":1," + domain + ":2"
	for i, exchange := range [][2]string{
		{"0 hello 1", "0 hello 1 mapae-go 1.0.0 core,text,presentations,status-lists,deltas,posters 16 268435456 256"},
		{"1 open " + domain, "1 state " + emptyDigest},
		{"2 load 1 text " + bundle, "2 loaded " + heldDigest},
		{"3 verify 2 " + scopes + " - - - - no 1804680000 1804680000 text " + pass, "3 accepted - authentic - -"},
		{"4 verify 2 " + domain + ":1 - 1024 60 - no 1804680000 1804680000 text " + pass, "4 rejected not-accepted-here authentic - -"},
		{"5 load 2 bytes 17", "5 refused malformed " + heldDigest},
		{"6 drop 5", "6 dropped"},
		{"7 poster 1 " + poster, "7 loaded " + heldDigest},
		{"8 poster 1 -", "8 nothing " + emptyDigest},
		{"9 poster 1 " + poster[:20], "9 nothing " + emptyDigest},
		{"10 verify - - - - - - yes -5 9 bytes -", "10 rejected malformed not-authentic - -"},
		{"11 verify 2 " + scopes + ":0c+1c " + domain + " 0 0 00 no 1806451200 1806451200 text " + pass,
			"11 undecided trust-list-expired authentic refresh-due 1806278400"},
		{"12 open " + strings.ToUpper(domain) + ":" + domain, "12 state " + emptyDigest},
		{"13 load 12 text 6d", "13 refused unsupported-version " + emptyDigest},
		{"14 load 12 text 4d50313a61", "14 refused malformed " + emptyDigest},
	} {
		lines := []string{}
		for _, earlier := range [...]string{"1 open " + domain, "2 load 1 text " + bundle, "5 load 2 bytes 17", "12 open " + domain} {
			if !strings.HasPrefix(earlier, strings.Fields(exchange[0])[0]+" ") {
				lines = append(lines, earlier)
			}
		}
		answers := talk(t, append(lines, exchange[0])...)
		if got := answers[len(answers)-1]; !strings.HasPrefix(got, exchange[1]) {
			t.Errorf("exchange %d: got %s\nnot %s", i, got, exchange[1])
		}
	}
}

func TestMalformedRequests(t *testing.T) {
	verify := "1 verify - - - - - - no 0 0 bytes -"
	if got := talk(t, verify)[0]; got != "1 rejected malformed not-authentic - -" {
		t.Fatal(got)
	}
	changed := func(field int, value string) string {
		fields := strings.Fields(verify)
		fields[field] = value
		return strings.Join(fields, " ")
	}
	open := "2 open " + domain
	for _, line := range []string{
		"", "1", "1 ", "x hello 1", "01 hello 1", "4294967296 hello 1", "1 hello 2", "1 hello", "1  hello 1", "1 hello 1 ", " 1 hello 1",
		"1 hello 1\r", "1 sing", "1 open -", "1 open " + domain[1:], "1 open " + domain + ":", open,
		"1 load 3 bytes -", "1 load 2 pixels -", "1 load 2 bytes 1", "1 load 2 bytes AB", "1 load 2 bytes", "2 load 2 bytes -",
		"1 poster 2 ,", "1 poster 2 00,zz", "1 drop 3", "1 drop -",
		changed(2, "3"), changed(2, "2,2"), changed(3, domain), changed(3, domain+":65536"), changed(3, domain+":01"),
		changed(3, domain+":1,"+domain+":1"), changed(3, domain+":1:"), changed(3, domain+":1:0c+"), changed(3, domain+":1:0C"),
		changed(4, "00"), changed(5, "-1"), changed(5, "+1"), changed(6, "4294967296"), changed(7, strings.Repeat("00", 33)),
		changed(8, "-"), changed(9, "1"), changed(9, "-0"), changed(9, "00"), changed(9, "-"), changed(9, "--1"), changed(9, "-9223372036854775809"),
		changed(11, "-"), changed(12, "0"), changed(12, ""), verify + " -",
	} {
		answers := talk(t, open, line)
		if len(answers) != 2 || !regexp.MustCompile(`^[0-9]+ error [ -~]+$`).MatchString(answers[1]) {
			t.Errorf("%q: %q", line, answers)
		}
	}
}

func TestEdgesOfTheClock(t *testing.T) {
	pass := exampleTexts(t, "presentation-text")[0]
	bundle := exampleTexts(t, "bundle-text")[0]
	for clock, want := range map[string]string{
		"-9223372036854775808 9223372036854775807":  "clock-uncertain",
		"-9223372036854775808 -9223372036854775808": "clock-behind",
		"9223372036854775807 9223372036854775807":   "expired",
	} {
		answers := talk(t, "1 open "+domain, "2 load 1 text "+bundle,
			"3 verify 2 "+domain+":2 - - 4294967295 - no "+clock+" text "+pass)
		if got := strings.Fields(answers[2])[2]; got != want {
			t.Errorf("%s: %s", clock, answers[2])
		}
	}
}

func FuzzAnswer(f *testing.F) {
	f.Add([]byte("1 verify 2 " + domain + ":2:0c - - - - no -1 1 text 4d"))
	f.Add([]byte("1 poster 2 " + exampleTexts(f, "poster")[0]))
	f.Fuzz(func(t *testing.T, line []byte) {
		s := newSession()
		s.answer([]byte("2 open " + domain))
		answer := s.answer(line)
		if strings.ContainsAny(answer, "\n\r") || !regexp.MustCompile(`^[0-9]+ [a-z-]+`).MatchString(answer) {
			t.Errorf("%q", answer)
		}
	})
}

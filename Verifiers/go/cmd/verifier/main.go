// Verifier answers the requests of the conformance protocol (spec/conformance.md)
// on its standard input.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
)

func main() {
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "verifier:", err)
		os.Exit(1)
	}
}

// serve answers each line as it comes (CONF-1, CONF-2, CONF-4), until the input
// ends (CONF-5). What stands behind the last line feed is no line.
func serve(input io.Reader, output io.Writer) error {
	lines := bufio.NewReaderSize(input, 1<<16)
	s := newSession()
	var line []byte
	for {
		var err error
		line, err = readLine(lines, line[:0])
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if _, err := io.WriteString(output, s.answer(line)+"\n"); err != nil {
			return err
		}
		if cap(line) > keptLine {
			line = nil
		}
	}
}

// keptLine is the greatest buffer that is kept for the next line.
const keptLine = 1 << 20

// readLine reads a line into a buffer, without its line feed. Of a line that is
// too long it keeps more than maxLine bytes, and passes over the rest.
func readLine(lines *bufio.Reader, buffer []byte) ([]byte, error) {
	for {
		piece, err := lines.ReadSlice('\n')
		if len(buffer) <= maxLine {
			buffer = append(buffer, piece...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return bytes.TrimSuffix(buffer, []byte{'\n'}), err
		}
	}
}

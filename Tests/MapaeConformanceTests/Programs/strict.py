#!/usr/bin/env python3
"""Answers as the reference does, and refuses what goes beyond its bounds: strict.py WINDOW LINE STATES REFERENCE…"""
import os
import select
import subprocess
import sys

window, longest, most = map(int, sys.argv[1:4])
helper = subprocess.Popen(sys.argv[4:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
waiting = b""
states = set()


def complaint(line):
    """What the runner did that was not agreed."""
    words = line.split()
    if len(line) > longest:
        return b"a long line"
    if words[1] in (b"open", b"load", b"poster"):
        states.add(words[0])
    if words[1] == b"drop":
        states.discard(words[2])
    if len(states) > most:
        return b"many states"
    if waiting.count(b"\n") + 1 > window:
        return b"many requests"
    return None


while True:
    # All that is sent while nothing is answered.
    while select.select([0], [], [], 0.02 if waiting.count(b"\n") else None)[0]:
        chunk = os.read(0, 65_536)
        if not chunk:
            sys.exit(0)
        waiting += chunk
        if window < waiting.count(b"\n"):
            break
    line, _, waiting = waiting.partition(b"\n")
    line += b"\n"
    fault = complaint(line)
    if fault:
        answer = line.split()[0] + b" error " + fault + b"\n"
    else:
        helper.stdin.write(line)
        helper.stdin.flush()
        answer = helper.stdout.readline()
    if line.split()[1] == b"hello":
        answer = b"0 hello 1 strict 1 core %d %d %d\n" % (window, longest, most)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()

#!/usr/bin/env python3
"""A program that says the same to every question: constant.py accepted|undecided|rejected|echo

With a reference behind it, only verdicts are constant: constant.py accepted REFERENCE…
"""
import subprocess
import sys

word, *reference = sys.argv[1:]
NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
helper = subprocess.Popen(reference, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) if reference else None


def answer(line, id, verb):
    if verb == "hello":
        return f"{id} hello 1 constant 1 core,text,presentations,status-lists,deltas,posters 16 1048576 8"
    if word == "echo":
        return line.rstrip("\n")
    if verb == "verify":
        reason = "-" if word == "accepted" else "expired" if word == "rejected" else "clock-uncertain"
        return f"{id} {word} {reason} authentic - -"
    if helper:
        helper.stdin.write(line)
        helper.stdin.flush()
        return helper.stdout.readline().rstrip("\n")
    if verb == "open":
        return f"{id} state {NOTHING}"
    if verb == "drop":
        return f"{id} dropped"
    return f"{id} loaded {NOTHING} -" if word == "accepted" else f"{id} refused malformed {NOTHING}"


for line in sys.stdin:
    id, verb = line.split()[:2]
    print(answer(line, id, verb), flush=True)

#!/usr/bin/env python3
"""A program under test that is wrong wherever the reference says something: differing.py FAULT WORDS REFERENCE…

It answers as the reference does, which it asks, until an answer holds WORDS, or one of several between bars.
"""
import os
import signal
import subprocess
import sys
import time

fault, words, *reference = sys.argv[1:]
helper = subprocess.Popen(reference, stdin=subprocess.PIPE, stdout=subprocess.PIPE, close_fds=True)
kept = []


def admit(answer):
    return answer.split()[0] + b" accepted - authentic - -\n"


def refuse(answer):
    return answer.split()[0] + b" rejected expired authentic - -\n"


def misload(answer):
    """Another state's digest; and where it is asked of a pass, a crash."""
    if b" loaded " not in answer:
        crash(answer)
    parts = answer.split(b" ")
    return b" ".join([*parts[:2], b"0" * 64, *parts[3:]])


def misname(answer):
    return answer.replace(words.encode(), words.split()[0].encode() + b" malformed")


def crash(answer):
    print("a cry before death", file=sys.stderr, flush=True)
    os.kill(os.getpid(), signal.SIGSEGV)


def hang(answer):
    time.sleep(60)


def dawdle(answer):
    time.sleep(0.9)
    return answer


def grow(answer):
    kept.append(b"x" * (40 << 20))
    return answer


FAULTS = {
    "admit": admit, "refuse": refuse, "misload": misload, "misname": misname, "crash": crash, "hang": hang,
    "dawdle": dawdle, "grow": grow,
}

for line in sys.stdin.buffer:
    helper.stdin.write(line)
    helper.stdin.flush()
    answer = helper.stdout.readline()
    if any(word.encode() in answer for word in words.split("|")):
        answer = FAULTS[fault](answer)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
helper.stdin.close()

#!/usr/bin/env python3
"""A program under test with one fault: faulty.py FAULT TIME REFERENCE…

It answers as the reference does, which it asks, until a question names TIME as its earliest time. Some faults are there
all the time, or at the end.
"""
import os
import signal
import subprocess
import sys
import time

LONGEST = 4_194_304  # CONF-3

fault, moment, *reference = sys.argv[1:]
helper = subprocess.Popen(reference, stdin=subprocess.PIPE, stdout=subprocess.PIPE, close_fds=True)


def answer(line):
    helper.stdin.write(line)
    helper.stdin.flush()
    return helper.stdout.readline()


def say(text):
    sys.stdout.buffer.write(text)
    sys.stdout.buffer.flush()


def say_long(line, length):
    """An answer of so many characters, its line feed included."""
    start = line.split()[0] + b" error "
    say(start.ljust(length - 1, b"x") + b"\n")


def crash(line):
    print("a cry before death", file=sys.stderr, flush=True)
    os.kill(os.getpid(), signal.SIGSEGV)


def leave(line):
    helper.kill()
    sys.exit(3)


def orphan(line):
    subprocess.Popen(["sleep", "30"])
    leave(line)


def close_output(line):
    os.close(1)
    time.sleep(60)


def close_input(line):
    os.close(0)
    time.sleep(60)


def flood(text, line):
    while True:
        os.write(1, text * 10_000)


def flood_errors(line):
    for _ in range(200):
        os.write(2, b"complaint\n" * 10_000)
    say(answer(line))


def late(line):
    time.sleep(6)
    say(answer(line))


def out_of_order(line):
    later = sys.stdin.buffer.readline()
    first, second = answer(line), answer(later)
    say(second + first)


def repeat_later(line):
    say(answer(line))
    say(answer(sys.stdin.buffer.readline()) * 2)


def trickle(line):
    while True:
        os.write(1, b"x")
        time.sleep(0.05)


FAULTS = {
    "crash": crash,
    "leave": leave,
    "orphan": orphan,
    "close-output": close_output,
    "close-input": close_input,
    "garbage": lambda line: say(b"Traceback: something broke\n"),
    "garbage-bytes": lambda line: say(b"\xff\xfe\x00\n"),
    "double-space": lambda line: say(answer(line).replace(b" ", b"  ", 1)),
    "carriage-return": lambda line: say(answer(line).replace(b"\n", b"\r\n")),
    "flood": lambda line: flood(b"x\n", line),
    "endless-line": lambda line: flood(b"x", line),
    "longest-line": lambda line: say_long(line, LONGEST),
    "long-line": lambda line: say_long(line, LONGEST + 1),
    "flood-errors": flood_errors,
    "silence": lambda line: time.sleep(60),
    "late": late,
    "trickle": trickle,
    "twice": lambda line: say(answer(line) * 2),
    "twice-at-its-end": repeat_later,
    "out-of-order": out_of_order,
    "not-asked": lambda line: say(b"4294967295 accepted - authentic - -\n"),
    "error": lambda line: say(line.split()[0] + b" error out of luck\n"),
    "wrong-word": lambda line: say(line.split()[0] + b" dropped\n"),
    "wrong-reason": lambda line: say(answer(line).replace(b" expired ", b" revoked ")),
    "untold": lambda line: say(b" ".join(answer(line).split()[:-1] + [b"?"]) + b"\n"),
    "admit": lambda line: say(line.split()[0] + b" accepted - authentic - -\n"),
    "deny": lambda line: say(line.split()[0] + b" rejected revoked authentic - -\n"),
}


def finish():
    helper.stdin.close()
    if fault == "bad-exit":
        sys.exit(7)
    if fault == "stay":
        time.sleep(60)
    if fault == "last-words":
        say(b"bye\n")
    if fault == "last-answer-again":
        say(last)
    if fault == "half-line":
        say(b"5 acc")
    if fault == "orphan-at-end":
        subprocess.Popen(["sleep", "30"])


def hold_back(line):
    """Says the answer to the request before this one."""
    global last
    held, last = last, answer(line)
    if line.split()[1] == b"hello":
        held, last = last, b""
    say(held)


last = b""
for line in sys.stdin.buffer:
    words = line.split()
    if words[1] == b"verify" and words[9] == moment.encode() and fault in FAULTS:
        FAULTS[fault](line)
    elif fault == "hold-back":
        hold_back(line)
    elif fault == "silent-from-the-start" and words[1] != b"hello":
        time.sleep(60)
    else:
        last = answer(line)
        say(last)
finish()

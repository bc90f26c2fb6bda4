#!/usr/bin/env python3
"""Starts a command on a terminal, sends it a signal once FILE is there, and says how it ended and who still runs.

    interrupt.py SIGNAL FILE COMMAND…

FILE holds process ids. Its output: the command's exit status as subprocess gives it, how many of the processes run, and
what stood on the terminal.
"""
import os
import pty
import signal
import subprocess
import sys
import time

name, file, *command = sys.argv[1:]
terminal, other_end = pty.openpty()
runner = subprocess.Popen(command, stderr=other_end, stdout=subprocess.DEVNULL)
os.close(other_end)


def wait_until(condition):
    end = time.monotonic() + 30
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)


def runs(process):
    """Whether a process is there and not a zombie that nobody has waited for."""
    try:
        with open(f"/proc/{process}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


wait_until(lambda: os.path.exists(file))
with open(file) as ids:
    processes = ids.read().split()
if not all(map(runs, processes)):
    sys.exit("they do not run before the signal either")
runner.send_signal(getattr(signal, name))
status = runner.wait(timeout=30)
wait_until(lambda: not any(map(runs, processes)))
shown = b""
try:
    while chunk := os.read(terminal, 4096):
        shown += chunk
except OSError:
    pass
print(status, sum(map(runs, processes)), shown.decode().strip())

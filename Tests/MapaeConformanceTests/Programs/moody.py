#!/usr/bin/env python3
"""Starts well once and dies at the first question; later it does what it was told: moody.py FILE LINE

FILE is there once it was started. LINE is what it then says to hello; without one it ends at once.
"""
import os
import sys

file, *later = sys.argv[1:]
hello = "0 hello 1 moody 1 core 1 16384 4"
if os.path.exists(file):
    if not later:
        sys.exit(1)
    hello = later[0]
open(file, "w").close()
sys.stdin.readline()
print(hello, flush=True)
sys.stdin.readline()
sys.exit(1)

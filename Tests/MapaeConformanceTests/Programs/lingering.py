#!/usr/bin/env python3
"""Says hello, starts a child, writes both process ids to FILE, and then only waits: lingering.py FILE"""
import os
import subprocess
import sys
import time

sys.stdin.readline()
print("0 hello 1 lingering 1 core 16 65536 8", flush=True)
child = subprocess.Popen(["sleep", "300"])
with open(sys.argv[1] + ".new", "w") as file:
    file.write(f"{os.getpid()} {child.pid}")
os.rename(sys.argv[1] + ".new", sys.argv[1])
time.sleep(300)

"""The verifier at the other end of a pipe."""

import subprocess


class Program:
    def __init__(self, path):
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.id = 0

    def ask(self, *fields):
        """The answer's fields; `handle` is then the id."""
        self.id += 1
        self.handle = str(self.id)
        self.send(" ".join([self.handle, *fields]).encode() + b"\n")
        answer = self.process.stdout.readline().decode()
        assert answer.endswith("\n") and answer.startswith(self.handle + " "), answer
        return answer[:-1].split(" ")[1:]

    def send(self, line):
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def raw(self, line):
        self.send(line)
        return self.process.stdout.readline().decode()

    def open(self, anchor):
        answer = self.ask("open", anchor)
        assert answer[0] == "state", answer
        return self.handle

    def load(self, state, bundle):
        return self.ask("load", state, "bytes", bundle.hex() or "-")

    def drop(self, state):
        assert self.ask("drop", state) == ["dropped"]

    def end(self):
        self.process.stdin.close()
        return self.process.wait()

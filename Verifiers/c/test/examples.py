"""What spec/examples.md says: its objects, its bundle, its poster, its verdicts."""

import datetime
import re


def block(text, name):
    return re.search(r"<!-- begin %s -->\n(.*?)<!-- end -->" % name, text, re.S).group(1)


def rows(table):
    lines = [line for line in table.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def inspected(text, name):
    """The bytes of a block that `mapae inspect` printed."""
    found = re.findall(r"^ {0,7}\d+  ([0-9a-f]+)(?:  |$)|^ {6,8}\d+  ([0-9a-f]+)", block(text, name), re.M)
    return bytes.fromhex("".join(a or b for a, b in found))


def seconds(stamp):
    return int(datetime.datetime.fromisoformat(stamp.replace("Z", "+00:00")).timestamp())


class Examples:
    def __init__(self, path):
        self.text = open(path, encoding="utf-8").read()
        self.anchor = re.search(r"anchor, and domain digest.*?`([0-9a-f]{64})`", self.text).group(1)
        self.southmark = re.search(r"digest of Southmark \| `([0-9a-f]{64})`", self.text).group(1)
        self.record_2 = re.search(r"digest of record 2 \| `([0-9a-f]{64})`", self.text).group(1)
        self.records = [inspected(self.text, "record-1"), inspected(self.text, "record-2")]
        self.list = inspected(self.text, "list")
        self.status_list = inspected(self.text, "status-list")
        self.bundle_text = re.search(r"MP1:\S+", block(self.text, "bundle-text")).group(0)
        self.poster = re.findall(r"MS1:\S+", block(self.text, "poster"))
        self.request = inspected(self.text, "request")
        self.pass_object = inspected(self.text, "pass")
        self.presentation = inspected(self.text, "presentation")
        lines = block(self.text, "pass-texts").split("\n")
        self.passes = {lines[i]: lines[i + 1] for i in range(len(lines) - 1)
                       if lines[i + 1][:4].upper() == "MP1:"}
        self.verdicts = rows(block(self.text, "verdicts"))

    def bundle(self):
        parts = self.records + [self.list]
        return b"\x16" + b"".join(len(p).to_bytes(4, "big") + p for p in parts)

    def policy(self, name):
        """scopes, home, size, age, challenge, bare, as the fields of a request."""
        door = "%s:1,%s:2" % (self.anchor, self.anchor)
        challenge = bytes(range(16)).hex()
        return {
            "*door*": [door, "-", "1024", "60", "-", "no"],
            "*visitors only*": [self.anchor + ":1", "-", "-", "-", "-", "no"],
            "*home Southmark*": [door, self.southmark, "-", "-", "-", "no"],
            "*tag 0x1c*": [door + ":1c", "-", "-", "-", "-", "no"],
            "*challenge*": [door, "-", "-", "-", challenge, "no"],
            "*bare*": [door, "-", "-", "-", "-", "yes"],
        }[name]

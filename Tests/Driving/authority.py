"""A domain on one machine: its roots, its list key and its one issuer."""
import json
import pathlib


class Authority:
    """A domain with two of three roots, one list key and one issuer, in a folder of its own.

    Where `at` is given, the machine states that time and not its clock's.
    """

    def __init__(self, mapae, name, calendar, profiles, lists_until, at=None):
        self.mapae, self.name, self.folder = mapae, name, pathlib.Path(name.lower())
        self.calendar, self.profiles = calendar, profiles
        (pathlib.Path(mapae.folder) / self.folder).mkdir()
        roots = [self.new_key(f"root-{letter}") for letter in "abc"]
        draft, record = self.folder / "record-1.draft", self.folder / "record-1.mapae"
        mapae("authority", "new", *(part for root in roots for part in ("--root", root)), "--root-threshold", 2,
              "--list-key", self.new_key("list-1"), "--list-threshold", 1, "--lists-until", lists_until, *dated(at),
              "--out", draft)
        for letter in "ab":
            mapae("authority", "sign", draft, "--key", self.folder / f"root-{letter}.key",
                  "--out", self.folder / f"root-{letter}.sig")
        sealed, = mapae.json("authority", "seal", draft, "--signature", self.folder / "root-a.sig",
                             "--signature", self.folder / "root-b.sig", "--out", record)
        self.anchor, self.tag = sealed["anchor"], sealed["domainTag"]
        self.keys, self.lists, self.record = {}, 0, ["--record", record]
        self.desk = self.folder / "desk"

    def new_key(self, name):
        return self.mapae("key", "new", self.folder / f"{name}.key").strip()

    def plan_key(self, name, **plan):
        """A key of the issuer, from the next list on; the plan is as `mapae trust sign` reads it."""
        self.keys[name] = {"publicKey": self.new_key(name), **plan}

    def sign_list(self, rules, at=None, **issuer):
        """The next trust list, in a bundle; `issuer` adds to what the source says of the issuer."""
        self.lists += 1
        source, bundle = self.folder / f"source-{self.lists}.json", self.folder / f"bundle-{self.lists}.mapae"
        (pathlib.Path(self.mapae.folder) / source).write_text(json.dumps({
            "calendar": self.calendar,
            "issuers": [{"id": 1, "name": f"{self.name} Health Service", "profiles": self.profiles,
                         "keys": list(self.keys.values()), **issuer}],
            "rules": rules}, indent=2), encoding="utf-8")
        self.mapae("trust", "sign", source, *self.record, "--archive", self.folder / "archive",
                   "--key", self.folder / "list-1.key", *dated(at), "--out", bundle)
        self.record = []
        return bundle

    def open_desk(self, bundle):
        """The issuer's folder, with what the bundle says."""
        self.mapae("issuer", "new", self.desk, "--bundle", bundle, "--anchor", self.anchor)

    def issue(self, key, *arguments, records):
        """The passes of records, which are given as dictionaries."""
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        return self.mapae.json("issue", "--issuer", self.desk, "--key", self.folder / f"{key}.key", *arguments,
                               input=lines)


def dated(at):
    return ["--at", at] if at else []

"""What the registry files hold, and faults that no reader of them should have to find."""
import json
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
COMMON = "common"
"""The scope of claims that passes of every profile may have."""

SIZE_CLASSES = {
    "text": [3], "latin": [3], "bytes": [3], "date": [2], "country": [1], "code": [0, 1], "integer": [0, 1, 2],
}
VARIABLE = 3
"""The size class of values that have a length."""


def load(name):
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


class Registry:
    """All registry files, read and checked."""

    def __init__(self):
        self.objects = load("objects")["objects"]
        profiles, claims, codes = load("profiles"), load("claims"), load("coded-values")
        self.profiles, self.private_profiles = profiles["profiles"], profiles["privateUse"]
        self.claims, self.claim_types = claims["claims"], claims["types"]
        self.code_tables, self.codes_source = codes["tables"], codes["source"]
        reasons, refusals = load("reasons"), load("refusals")
        self.reasons, self.reasons_note, self.advisories = reasons["reasons"], reasons["note"], reasons["advisories"]
        self.refusals, self.refusals_note = refusals["refusals"], refusals["note"]
        for claim in self.claims:
            self._check(claim)
        places = [(claim["profile"], claim["tag"]) for claim in self.claims]
        assert len(set(places)) == len(places), "a tag twice"
        for name, values in self.code_tables.items():
            assert len({value["code"] for value in values}) == len(values), f"{name}: a code twice"
            assert len({value["text"] for value in values}) == len(values), f"{name}: a text twice"

    @property
    def scopes(self):
        return [COMMON, *(profile["name"] for profile in self.profiles)]

    def claims_of(self, scope):
        return [claim for claim in self.claims if claim["profile"] == scope]

    def _check(self, claim):
        where = f'{claim["profile"]}/{claim["name"]}'
        assert claim["profile"] in self.scopes, f"{where}: no such profile"
        number = claim["tag"] & 31
        assert (number < 16) == (claim["profile"] == COMMON), f"{where}: number out of its range"
        assert number & 15 < 12, f"{where}: a number for private use"
        assert size_class(claim) in SIZE_CLASSES[claim["type"]], f"{where}: size class does not fit the type"
        assert ("max" in claim) == (size_class(claim) == VARIABLE), f"{where}: max"
        if claim["type"] == "code":
            assert claim["table"] in self.code_tables, f"{where}: no such table"
        if "excludes" in claim:
            others = [other for other in self.claims_of(claim["profile"]) if other["name"] == claim["excludes"]]
            assert others and others[0].get("excludes") == claim["name"], f"{where}: excludes must go both ways"


def size_class(claim):
    return claim["tag"] >> 5 & 3


def is_ignorable(claim):
    return claim["tag"] & 128 != 0

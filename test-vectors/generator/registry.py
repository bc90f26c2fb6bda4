"""What the registries of spec/registry say, read from their files."""
import json
import pathlib
from functools import cache

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "spec" / "registry"


@cache
def table(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def claims():
    return table("claims")["claims"]


def profiles():
    return table("profiles")["profiles"]


def codes(name):
    return [entry["code"] for entry in table("coded-values")["tables"][name]]


def claim(profile, name):
    """The entry of a claim of a profile, or of the common ones."""
    return next(c for c in claims() if c["profile"] in (profile, "common") and c["name"] == name)


@cache
def claim_names():
    """(profile's name, tag) → the claim's name."""
    return {(c["profile"], c["tag"]): c["name"] for c in claims()}


def claim_name(number, tag):
    """The name of a tag in a pass of the profile with this number, or None."""
    profile = next((p["name"] for p in profiles() if p["number"] == number), None)
    return claim_names().get((profile, tag)) or claim_names().get(("common", tag))


@cache
def reasons():
    return {entry["name"]: entry for entry in table("reasons")["reasons"]}


def advisories():
    return [entry["name"] for entry in table("reasons")["advisories"]]


def refusals():
    return [entry["name"] for entry in table("refusals")["refusals"]]

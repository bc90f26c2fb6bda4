#!/usr/bin/env python3
"""Makes spec/registries.md and the Swift constants from the registry files beside this script.

    spec/registry/generate.py           write them
    spec/registry/generate.py --check   write nothing; fail where a file would change
"""
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
PROFILES_OF_ALL = "common"


def load(name):
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


def camel(name):
    head, *tail = name.split("-")
    return head + "".join(part.capitalize() for part in tail)


def pascal(name):
    return "".join(part.capitalize() for part in name.split("-"))


def table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def check_consistency(profiles, claims, codes):
    """Faults that no reader of the tables should have to find."""
    known = {p["name"] for p in profiles["profiles"]} | {PROFILES_OF_ALL}
    seen = set()
    for claim in claims["claims"]:
        where = f'{claim["profile"]}/{claim["name"]}'
        assert claim["profile"] in known, where
        assert (claim["profile"], claim["tag"]) not in seen, f"{where}: tag twice"
        seen.add((claim["profile"], claim["tag"]))
        number, size = claim["tag"] & 31, claim["tag"] >> 5 & 3
        assert (number < 16) == (claim["profile"] == PROFILES_OF_ALL), f"{where}: number out of its range"
        assert number & 15 < 12, f"{where}: a number for private use"
        sizes = {"text": [3], "latin": [3], "bytes": [3], "date": [2], "country": [1], "code": [0, 1], "integer": [0, 1, 2]}
        assert size in sizes[claim["type"]], f"{where}: size class does not fit the type"
        assert ("max" in claim) == (size == 3), f"{where}: max"
        if claim["type"] == "code":
            assert claim["table"] in codes["tables"], f"{where}: no such table"
        if "excludes" in claim:
            others = [c for c in claims["claims"] if c["profile"] == claim["profile"] and c["name"] == claim["excludes"]]
            assert others and others[0].get("excludes") == claim["name"], f"{where}: excludes must go both ways"
    for name, entries in codes["tables"].items():
        assert len({e["code"] for e in entries}) == len(entries) == len({e["text"] for e in entries}), name


def registries_page(objects, profiles, claims, codes, reasons, refusals):
    private = profiles["privateUse"]
    parts = [
        "# Registries\n\nGenerated from the files in [`registry/`](registry) by `spec/registry/generate.py`; edit those.\n\n"
        "- **REG-1** (authority) A number that a registry has given MUST NOT get another meaning.\n"
        "- **REG-2** (authority) The set of required claims of a profile MUST NOT change.\n"
        "- **REG-3** (authority) The type, limit and exclusion of a claim MUST NOT change.\n",
        "## Kinds and labels\n\n" + table(
            ["kind", "object", "label", "signed by", "chapter"],
            [[o["kind"], o["name"], f'`{o["label"]}`' if o["label"] else "none", o["signedBy"], f'[{o["chapter"]}]({o["chapter"]})']
             for o in objects["objects"]]) + "\n",
        "## Profiles\n\n" + table(
            ["number", "name", "meaning", "required claims"],
            [[p["number"], p["name"], p["meaning"], "; ".join(" or ".join(f"`{n}`" for n in group) for group in p["required"]) or "none"]
             for p in profiles["profiles"]])
        + f'\n\n{private["first"]} to {private["last"]} are for private use: they mean what the domain says, require nothing, and are '
        "understood by whoever names them in a policy. All others are not assigned.\n",
        "## Claim tags\n\nNumbers 12–15 (common) and 28–31 (profile) of each size class are for private use, and all of 16–31 in a profile for private use. A claim is ignorable where its tag is 0x80 or above.\n\n"
        "### Types\n\n" + table(["type", "value"], [[n, t] for n, t in claims["types"].items()]) + "\n",
    ]
    for scope in [PROFILES_OF_ALL] + [p["name"] for p in profiles["profiles"]]:
        title = "Common claims" if scope == PROFILES_OF_ALL else f"Claims of {scope}"
        rows = []
        for c in claims["claims"]:
            if c["profile"] != scope:
                continue
            size = c["tag"] >> 5 & 3
            width = f'1–{c["max"]}' if c["type"] in ("text", "latin") else c["max"] if c["type"] == "bytes" else size + 1
            kind = f'code ([{c["table"]}](#{c["table"]}))' if c["type"] == "code" else c["type"]
            rows.append([f'0x{c["tag"]:02x}', f'`{c["name"]}`', kind, width, "yes" if c["tag"] & 128 else "no",
                         f'`{c["excludes"]}`' if "excludes" in c else ""])
        parts.append(f"### {title}\n\n" + table(["tag", "name", "type", "bytes", "ignorable", "excludes"], rows) + "\n")
    parts.append(f'## Coded values\n\n{codes["source"]} *Text* is the identifier that the code stands for, written exactly so.\n')
    for name, entries in codes["tables"].items():
        parts.append(f"### {name}\n\n" + table(["code", "text", "meaning"], [[e["code"], f'`{e["text"]}`', e["meaning"]] for e in entries]) + "\n")
    parts.append(
        "## Reasons\n\n" + reasons["note"] + " *Mended by* says who can mend it: the holder, the door or the issuer. "
        "The steps are those of [Verification](verification.md#steps).\n\n"
        + table(["number", "name", "outcome", "mended by", "step"],
                [[r["number"], f'`{r["name"]}`', r["outcome"], r["mendedBy"], r["step"]] for r in reasons["reasons"]])
        + "\n\n### The door's sentences\n\n"
        + table(["reason", "English", "Korean"], [[f'`{r["name"]}`', r["en"], r["ko"]] for r in reasons["reasons"]])
        + "\n\n### Advisories\n\n"
        + table(["number", "name", "English", "Korean"], [[a["number"], f'`{a["name"]}`', a["en"], a["ko"]] for a in reasons["advisories"]]) + "\n")
    parts.append("## Refusals\n\n" + refusals["note"] + "\n\n"
                 + table(["number", "name", "English"], [[r["number"], f'`{r["name"]}`', r["en"]] for r in refusals["refusals"]]) + "\n")
    return "\n".join(parts)


HEADER = "// swift-format-ignore-file\n// Generated from spec/registry by spec/registry/generate.py; edit the registry.\n\n"


def swift_registry(profiles, claims, codes):
    out = [HEADER]
    out.append("extension Profile {\n")
    for p in profiles["profiles"]:
        out.append(f'  /// {p["meaning"][0].upper() + p["meaning"][1:]}.\n  public static let {camel(p["name"])} = Profile(rawValue: {p["number"]})\n')
    out.append("}\n\nextension ClaimTag {\n")
    by_scope = {}
    for c in claims["claims"]:
        by_scope.setdefault(c["profile"], []).append(c)
    for c in by_scope[PROFILES_OF_ALL]:
        out.append(f'  public static let {camel(c["name"])} = ClaimTag(rawValue: 0x{c["tag"]:02x})\n')
    for p in profiles["profiles"]:
        out.append(f'\n  /// Claims of the profile {p["name"]}.\n  public enum {pascal(p["name"])} {{\n')
        for c in by_scope.get(p["name"], []):
            out.append(f'    public static let {camel(c["name"])} = ClaimTag(rawValue: 0x{c["tag"]:02x})\n')
        out.append("  }\n")
    out.append("}\n\n/// The tables of coded values.\npublic enum CodeTable: String, Hashable, Sendable, CaseIterable {\n")
    for name in codes["tables"]:
        out.append(f'  case {camel(name)} = "{name}"\n')
    out.append("\n  /// The values of the table, in the registry's order.\n  public var values: [CodedValue] {\n    switch self {\n")
    for name, entries in codes["tables"].items():
        out.append(f"    case .{camel(name)}:\n      [\n")
        for e in entries:
            out.append(f'        CodedValue(code: {e["code"]}, text: "{e["text"]}", meaning: "{e["meaning"]}"),\n')
        out.append("      ]\n")
    out.append("    }\n  }\n}\n\nextension Registry {\n")
    out.append("  public static let profiles: [Profile] = [" + ", ".join("." + camel(p["name"]) for p in profiles["profiles"]) + "]\n\n")
    out.append("  /// The name of a profile of the registry.\n  public static func name(of profile: Profile) -> String? {\n    switch profile {\n")
    for p in profiles["profiles"]:
        out.append(f'    case .{camel(p["name"])}: "{p["name"]}"\n')
    out.append("    default: nil\n    }\n  }\n\n")
    out.append("  static func commonDefinition(_ tag: ClaimTag) -> ClaimDefinition? {\n    switch tag {\n")
    for c in by_scope[PROFILES_OF_ALL]:
        out.append(definition_case(c, "", ""))
    out.append("    default: nil\n    }\n  }\n\n")
    out.append("  static func profileDefinition(_ tag: ClaimTag, _ profile: Profile) -> ClaimDefinition? {\n    switch (profile, tag) {\n")
    for p in profiles["profiles"]:
        for c in by_scope.get(p["name"], []):
            out.append(definition_case(c, f'.{camel(p["name"])}, ', f'ClaimTag.{pascal(p["name"])}'))
    out.append("    default: nil\n    }\n  }\n\n")
    out.append("  /// Whether a pass of the profile with these tags has every required claim (CLAIM-8).\n")
    out.append("  static func hasRequired(_ tags: ClaimTagSet, _ profile: Profile) -> Bool {\n    switch profile {\n")
    for p in profiles["profiles"]:
        scope = {c["name"]: c for c in by_scope.get(p["name"], [])}
        groups = []
        for group in p["required"]:
            names = [f'tags.contains(ClaimTag.{pascal(p["name"])}.{camel(n)})' for n in group if n in scope]
            assert len(names) == len(group), p
            groups.append(" || ".join(names) if len(names) == 1 or len(p["required"]) == 1 else "(" + " || ".join(names) + ")")
        out.append(f'    case .{camel(p["name"])}: {" && ".join(groups) or "true"}\n')
    out.append("    default: true\n    }\n  }\n}\n")
    return "".join(out)


def definition_case(c, profile, scope):
    kind = {"text": f'.text({c.get("max")})', "latin": f'.latin({c.get("max")})', "bytes": f'.bytes({c.get("max")})',
            "code": f'.code(.{camel(c["table"])})' if c["type"] == "code" else ""}.get(c["type"], "." + c["type"])
    excludes = f'{scope}.{camel(c["excludes"])}' if "excludes" in c else "nil"
    pattern = f'({profile}{scope}.{camel(c["name"])})' if profile else f'.{camel(c["name"])}'
    return f'    case {pattern}: ClaimDefinition("{c["name"]}", {kind}, excludes: {excludes})\n'


def swift_reasons(reasons, refusals):
    out = [HEADER]
    out.append("/// Why a pass is undecided or rejected, in the order of the steps: the lowest number that applies decides.\n"
               "@nonexhaustive\npublic enum Reason: UInt8, Hashable, Sendable, CaseIterable {\n")
    for r in reasons["reasons"]:
        out.append(f'  /// Step {r["step"]}: {r["outcome"]}. {r["en"]}\n  case {camel(r["name"])} = {r["number"]}\n')
    out.append("}\n\nextension Reason {\n  /// The stable name.\n  public var name: String {\n    switch self {\n")
    for r in reasons["reasons"]:
        out.append(f'    case .{camel(r["name"])}: "{r["name"]}"\n')
    out.append("    }\n  }\n\n  /// Whether something is proven bad; otherwise it cannot be told.\n  public var isRejection: Bool {\n    switch self {\n    case ")
    out.append(",\n      ".join("." + camel(r["name"]) for r in reasons["reasons"] if r["outcome"] == "rejected") + ": true\n    default: false\n    }\n  }\n\n")
    out.append("  /// Who can mend it.\n  public var mendedBy: Mender {\n    switch self {\n")
    for who in ("holder", "door", "issuer"):
        names = ["." + camel(r["name"]) for r in reasons["reasons"] if r["mendedBy"] == who]
        out.append("    case " + ",\n      ".join(names) + f": .{who}\n")
    out.append("    }\n  }\n\n")
    for language, name in (("en", "english"), ("ko", "korean")):
        out.append(f"  var {name}: String {{\n    switch self {{\n")
        for r in reasons["reasons"]:
            out.append(f'    case .{camel(r["name"])}:\n      "{r[language]}"\n')
        out.append("    }\n  }\n\n")
    out[-1] = out[-1].rstrip("\n") + "\n"
    out.append("}\n\n/// What a door should know beside an authentic verdict.\npublic struct Advisories: OptionSet, Hashable, Sendable {\n"
               "  public let rawValue: UInt8\n\n  public init(rawValue: UInt8) { self.rawValue = rawValue }\n\n")
    for a in reasons["advisories"]:
        out.append(f'  /// {a["en"]}\n  public static let {camel(a["name"])} = Advisories(rawValue: 1 << {a["number"] - 1})\n')
    out.append("\n  /// The stable names of those that are set.\n  public var names: [String] {\n    var names: [String] = []\n")
    for a in reasons["advisories"]:
        out.append(f'    if contains(.{camel(a["name"])}) {{ names.append("{a["name"]}") }}\n')
    out.append("    return names\n  }\n}\n\n/// Why a bundle was not taken.\n@nonexhaustive\npublic enum Refusal: UInt8, Hashable, Sendable, CaseIterable {\n")
    for r in refusals["refusals"]:
        out.append(f'  /// {r["en"]}\n  case {camel(r["name"])} = {r["number"]}\n')
    out.append("}\n\nextension Refusal {\n  /// The stable name.\n  public var name: String {\n    switch self {\n")
    for r in refusals["refusals"]:
        out.append(f'    case .{camel(r["name"])}: "{r["name"]}"\n')
    out.append("    }\n  }\n\n  /// One plain sentence.\n  public var sentence: String {\n    switch self {\n")
    for r in refusals["refusals"]:
        out.append(f'    case .{camel(r["name"])}:\n      "{r["en"]}"\n')
    out.append("    }\n  }\n}\n")
    return "".join(out)


def main():
    objects, profiles, claims, codes, reasons, refusals = (
        load(n) for n in ("objects", "profiles", "claims", "coded-values", "reasons", "refusals"))
    check_consistency(profiles, claims, codes)
    files = {
        TOP / "spec/registries.md": registries_page(objects, profiles, claims, codes, reasons, refusals),
        TOP / "Sources/MapaeFormat/Registry+Generated.swift": swift_registry(profiles, claims, codes),
        TOP / "Sources/Mapae/Reason+Generated.swift": swift_reasons(reasons, refusals),
    }
    stale = [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"{path.relative_to(TOP)} is not what the registry gives; run spec/registry/generate.py", file=sys.stderr)
        sys.exit(1 if stale else 0)
    for path in stale:
        path.write_text(files[path], encoding="utf-8")
        print(f"wrote {path.relative_to(TOP)}")


if __name__ == "__main__":
    main()

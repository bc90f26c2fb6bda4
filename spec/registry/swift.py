"""The registries as constants of the library."""
from tables import COMMON

HEADER = """\
// swift-format-ignore-file
// Generated from spec/registry by spec/registry/generate.py; edit the registry.
"""


def registry_file(registry):
    """What passes hold: profiles, claims, coded values."""
    common = [f"  {constant(claim, 'ClaimTag', hexadecimal(claim['tag']))}" for claim in registry.claims_of(COMMON)]
    names = ", ".join("." + camel(profile["name"]) for profile in registry.profiles)
    return "\n".join([
        HEADER,
        block("extension Profile", "\n".join(map(profile_constant, registry.profiles))),
        block("extension ClaimTag", "\n".join(common), *(claim_tags(registry, one) for one in registry.profiles)),
        "/// The tables of coded values.",
        code_tables(registry.code_tables),
        block(
            "extension Registry",
            f"  public static let profiles: [Profile] = [{names}]",
            "  /// The name of a profile of the registry.\n"
            + switch("public static func name(of profile: Profile) -> String?", "profile",
                     [f'.{camel(one["name"])}: "{one["name"]}"' for one in registry.profiles], otherwise="nil"),
            switch("static func commonDefinition(_ tag: ClaimTag) -> ClaimDefinition?", "tag",
                   [f'.{camel(claim["name"])}: {definition(claim, "")}' for claim in registry.claims_of(COMMON)],
                   otherwise="nil"),
            switch("static func profileDefinition(_ tag: ClaimTag, _ profile: Profile) -> ClaimDefinition?",
                   "(profile, tag)", profile_definitions(registry), otherwise="nil"),
            "  /// Whether a pass of the profile with these tags has every required claim (CLAIM-8).\n"
            + switch("static func hasRequired(_ tags: ClaimTagSet, _ profile: Profile) -> Bool", "profile",
                     [required(registry, profile) for profile in registry.profiles], otherwise="true")),
    ])


def reasons_file(registry):
    """What is said of passes and of what a door loads."""
    reasons, advisories, refusals = registry.reasons, registry.advisories, registry.refusals
    rejections = [reason for reason in reasons if reason["outcome"] == "rejected"]
    menders = [
        f'{one_of(reason for reason in reasons if reason["mendedBy"] == who)}: .{who}'
        for who in ("holder", "door", "issuer")
    ]
    return "\n".join([
        HEADER,
        "/// Why a pass is undecided or rejected, in the order of the steps: the lowest number that applies decides.",
        numbered("Reason", reasons, lambda one: f'Step {one["step"]}: {one["outcome"]}. {one["en"]}'),
        block(
            "extension Reason",
            "  /// The stable name.\n" + switch("public var name: String", "self", named(reasons)),
            "  /// Whether something is proven bad; otherwise it cannot be told.\n"
            + switch("public var isRejection: Bool", "self", [f"{one_of(rejections)}: true"], otherwise="false"),
            "  /// Who can mend it.\n" + switch("public var mendedBy: Mender", "self", menders),
            switch("var english: String", "self", said(reasons, "en")),
            switch("var korean: String", "self", said(reasons, "ko"))),
        "/// What a door should know beside an authentic verdict.",
        advisory_set(advisories),
        "/// Why a bundle was not taken.",
        numbered("Refusal", refusals, lambda one: one["en"]),
        block(
            "extension Refusal",
            "  /// The stable name.\n" + switch("public var name: String", "self", named(refusals)),
            "  /// One plain sentence.\n" + switch("public var sentence: String", "self", said(refusals, "en"))),
    ])


def profile_constant(profile):
    meaning = profile["meaning"][0].upper() + profile["meaning"][1:]
    return f'  /// {meaning}.\n  {constant(profile, "Profile", profile["number"])}'


def claim_tags(registry, profile):
    """The tags of a profile's own claims."""
    name = profile["name"]
    lines = [f"    {constant(one, 'ClaimTag', hexadecimal(one['tag']))}" for one in registry.claims_of(name)]
    return "\n".join([f"  /// Claims of the profile {name}.", f"  public enum {pascal(name)} {{", *lines, "  }"])


def code_tables(tables):
    def values(name, entries):
        lines = [
            f'        CodedValue(code: {one["code"]}, text: "{one["text"]}", meaning: "{one["meaning"]}"),'
            for one in entries
        ]
        return "\n".join([f".{camel(name)}:", "      [", *lines, "      ]"])

    return block(
        "public enum CodeTable: String, Hashable, Sendable, CaseIterable",
        "\n".join(f'  case {camel(name)} = "{name}"' for name in tables),
        "  /// The values of the table, in the registry's order.\n"
        + switch("public var values: [CodedValue]", "self", [values(*one) for one in tables.items()]))


def profile_definitions(registry):
    for profile in registry.profiles:
        scope = scope_of(profile)
        for claim in registry.claims_of(profile["name"]):
            yield f'(.{camel(profile["name"])}, {scope}.{camel(claim["name"])}): {definition(claim, scope)}'


def definition(claim, scope):
    """What a claim may hold, and which other one it excludes."""
    kind = "." + claim["type"]
    if "max" in claim:
        kind += f'({claim["max"]})'
    elif claim["type"] == "code":
        kind += f'(.{camel(claim["table"])})'
    excludes = f'{scope}.{camel(claim["excludes"])}' if "excludes" in claim else "nil"
    return f'ClaimDefinition("{claim["name"]}", {kind}, excludes: {excludes})'


def required(registry, profile):
    """Of each group of claims one has to be there."""
    known = {claim["name"] for claim in registry.claims_of(profile["name"])}
    groups = []
    for group in profile["required"]:
        assert known.issuperset(group), f'{profile["name"]} requires a claim of {group} that it does not have'
        tags = " || ".join(f"tags.contains({scope_of(profile)}.{camel(name)})" for name in group)
        groups.append(f"({tags})" if len(group) > 1 and len(profile["required"]) > 1 else tags)
    return f'.{camel(profile["name"])}: {" && ".join(groups) or "true"}'


def advisory_set(advisories):
    bits = [constant(one, "Advisories", f'1 << {one["number"] - 1}') for one in advisories]
    constants = [f'  /// {one["en"]}\n  {bit}' for one, bit in zip(advisories, bits)]
    names = [f'    if contains(.{camel(one["name"])}) {{ names.append("{one["name"]}") }}' for one in advisories]
    return block(
        "public struct Advisories: OptionSet, Hashable, Sendable",
        "  public let rawValue: UInt8",
        "  public init(rawValue: UInt8) { self.rawValue = rawValue }",
        "\n".join(constants),
        "\n".join([
            "  /// The stable names of those that are set.", "  public var names: [String] {",
            "    var names: [String] = []", *names, "    return names", "  }"]))


def numbered(name, entries, comment):
    """An enumeration whose cases have the registry's numbers."""
    cases = [f'  /// {comment(one)}\n  case {camel(one["name"])} = {one["number"]}' for one in entries]
    return "@nonexhaustive\n" + block(
        f"public enum {name}: UInt8, Hashable, Sendable, CaseIterable", "\n".join(cases))


def named(entries):
    return [f'.{camel(one["name"])}: "{one["name"]}"' for one in entries]


def said(entries, language):
    return [f'.{camel(one["name"])}:\n      "{one[language]}"' for one in entries]


def one_of(entries):
    return ",\n      ".join("." + camel(one["name"]) for one in entries)


def block(head, *members):
    """A declaration, with an empty line between its members."""
    return head + " {\n" + "\n\n".join(members) + "\n}\n"


def switch(head, subject, cases, otherwise=None):
    """A function or property of a block that is one switch."""
    lines = [f"    case {one}" for one in cases] + ([f"    default: {otherwise}"] if otherwise else [])
    return "\n".join([f"  {head} {{", f"    switch {subject} {{", *lines, "    }", "  }"])


def constant(entry, kind, value):
    return f'public static let {camel(entry["name"])} = {kind}(rawValue: {value})'


def hexadecimal(tag):
    return f"0x{tag:02x}"


def scope_of(profile):
    return "ClaimTag." + pascal(profile["name"])


def camel(name):
    head, *tail = name.split("-")
    return head + "".join(map(str.capitalize, tail))


def pascal(name):
    return "".join(map(str.capitalize, name.split("-")))

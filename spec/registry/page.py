"""The registries as a page of the specification."""
from tables import COMMON, is_ignorable, size_class

HEAD = """\
# Registries

Generated from the files in [`registry/`](registry) by `spec/registry/generate.py`; edit those.

- **REG-1** (authority) A number that a registry has given MUST NOT get another meaning.
- **REG-2** (authority) The set of required claims of a profile MUST NOT change.
- **REG-3** (authority) The type, limit and exclusion of a claim MUST NOT change.
"""
CLAIMS_HEAD = """\
## Claim tags

Numbers 12–15 (common) and 28–31 (profile) of each size class are for private use, and all of 16–31 in a profile \
for private use. A claim is ignorable where its tag is 0x80 or above.

### Types
"""


def page(registry):
    parts = [
        HEAD, objects(registry), profiles(registry), CLAIMS_HEAD,
        table(["type", "value"], registry.claim_types.items()),
        *(claims(registry, scope) for scope in registry.scopes),
        f"## Coded values\n\n{registry.codes_source} *Text* is the identifier that the code stands for, written "
        "exactly so.\n",
        *(coded_values(name, values) for name, values in registry.code_tables.items()),
        reasons(registry), refusals(registry),
    ]
    return "\n".join(parts)


def objects(registry):
    rows = [
        [one["kind"], one["name"], code(one["label"]) if one["label"] else "none", one["signedBy"],
         f'[{one["chapter"]}]({one["chapter"]})']
        for one in registry.objects
    ]
    return "## Kinds and labels\n\n" + table(["kind", "object", "label", "signed by", "chapter"], rows)


def profiles(registry):
    def required(profile):
        return "; ".join(" or ".join(map(code, group)) for group in profile["required"]) or "none"

    rows = [[one["number"], one["name"], one["meaning"], required(one)] for one in registry.profiles]
    private = registry.private_profiles
    return (
        "## Profiles\n\n" + table(["number", "name", "meaning", "required claims"], rows)
        + f'\n{private["first"]} to {private["last"]} are for private use: they mean what the domain says, require '
        "nothing, and are understood by whoever names them in a policy. All others are not assigned.\n")


def claims(registry, scope):
    def width(claim):
        if claim["type"] in ("text", "latin"):
            return f'1–{claim["max"]}'
        return claim["max"] if claim["type"] == "bytes" else size_class(claim) + 1

    def kind(claim):
        return f'code ([{claim["table"]}](#{claim["table"]}))' if claim["type"] == "code" else claim["type"]

    rows = [
        [f'0x{one["tag"]:02x}', code(one["name"]), kind(one), width(one), "yes" if is_ignorable(one) else "no",
         code(one["excludes"]) if "excludes" in one else ""]
        for one in registry.claims_of(scope)
    ]
    title = "Common claims" if scope == COMMON else f"Claims of {scope}"
    return f"### {title}\n\n" + table(["tag", "name", "type", "bytes", "ignorable", "excludes"], rows)


def coded_values(name, values):
    rows = [[one["code"], code(one["text"]), one["meaning"]] for one in values]
    return f"### {name}\n\n" + table(["code", "text", "meaning"], rows)


def reasons(registry):
    order = [
        [one["number"], code(one["name"]), one["outcome"], one["mendedBy"], one["step"]] for one in registry.reasons
    ]
    sentences = [[code(one["name"]), one["en"], one["ko"]] for one in registry.reasons]
    advisories = [[one["number"], code(one["name"]), one["en"], one["ko"]] for one in registry.advisories]
    return "\n".join([
        f"## Reasons\n\n{registry.reasons_note} *Mended by* says who can mend it: the holder, the door or the issuer. "
        "The steps are those of [Verification](verification.md#steps).\n",
        table(["number", "name", "outcome", "mended by", "step"], order),
        "### The door's sentences\n", table(["reason", "English", "Korean"], sentences),
        "### Advisories\n", table(["number", "name", "English", "Korean"], advisories),
    ])


def refusals(registry):
    rows = [[one["number"], code(one["name"]), one["en"]] for one in registry.refusals]
    return f"## Refusals\n\n{registry.refusals_note}\n\n" + table(["number", "name", "English"], rows)


def code(text):
    return f"`{text}`"


def table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"

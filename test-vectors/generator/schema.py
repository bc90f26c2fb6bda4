"""The JSON Schema of all files. A key that it does not know is an error."""
from . import registry


def closed(properties, optional=()):
    return {"type": "object", "properties": properties, "additionalProperties": False,
            "required": [name for name in properties if name not in optional]}


def listed(items, least=0):
    return {"type": "array", "items": items, "minItems": least}


def named(name):
    return {"$ref": f"#/$defs/{name}"}


def either(*choices):
    """No two choices here have a value in common, so that the first that fits is enough."""
    return {"anyOf": list(choices)}


STRING = {"type": "string"}
SENTENCE = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 0}
POSITIVE = {"type": "integer", "minimum": 1}
BOOLEAN = {"type": "boolean"}
NULL = {"type": "null"}


def pattern(expression):
    return {"type": "string", "pattern": f"^{expression}$"}


def definitions():
    name, hexadecimal, digest = pattern("[a-z0-9]+(-[a-z0-9]+)*"), pattern("([0-9a-f]{2})*"), pattern("[0-9a-f]{64}")
    refusal, reason = {"enum": registry.refusals()}, {"enum": list(registry.reasons())}
    return {
        "name": name,
        "hex": hexadecimal,
        "digest": digest,
        "input": either(closed({"object": name}), closed({"pieces": listed(named("piece"), 1)}), hexadecimal),
        "piece": either(hexadecimal, closed({"times": POSITIVE, "of": listed(named("item"), 1)})),
        "item": either(hexadecimal, named("number")),
        "number": closed({"number": COUNT, "step": COUNT, "size": {**POSITIVE, "maximum": 8}}),
        "load": either(
            closed({"result": {"const": "loaded"}, "digest": digest,
                    "lists": listed(named("list-refusal"))}),
            closed({"result": {"const": "refused"}, "refusal": refusal, "digest": digest}),
            closed({"result": {"const": "nothing"}, "digest": digest}),
        ),
        "list-refusal": closed({"part": POSITIVE, "refusal": refusal, "last": POSITIVE}, optional=("last",)),
        "policy": closed({
            "scopes": listed(closed({"domain": digest, "profile": {**COUNT, "maximum": 65_535},
                                     "tags": {**listed({**COUNT, "maximum": 255}), "uniqueItems": True}})),
            "home": either(digest, NULL),
            "size": either(COUNT, NULL),
            "age": either(COUNT, NULL),
            "challenge": either(pattern("([0-9a-f]{2}){1,32}"), NULL),
            "bare": BOOLEAN,
        }),
        "verdict": closed({
            "outcome": {"enum": ["accepted", "undecided", "rejected"]},
            "reason": either(reason, NULL),
            "authentic": BOOLEAN,
            "advisories": {**listed({"enum": registry.advisories()}), "uniqueItems": True},
            "instant": either({"type": "integer"}, NULL),
        }),
        "open-step": closed({"state": name, "open": pattern("[0-9a-f]{64}(:[0-9a-f]{64})?")}),
        "load-step": input_step({"state": name, "load": name}, named("load")),
        "poster-step": closed({"state": name, "poster": name, "texts": listed(STRING, 1), "expect": named("load")}),
        "verify-step": input_step(
            {"verify": listed(name), "policy": named("policy"),
             "clock": {**listed({"type": "integer"}, 2), "maxItems": 2}},
            named("verdict"),
        ),
        "step": either(*map(named, ("open-step", "load-step", "poster-step", "verify-step"))),
        "fields": listed(closed({"name": SENTENCE, "offset": COUNT, "bytes": hexadecimal, "meaning": STRING}), 1),
        "values": {
            **closed({
                "bytes": hexadecimal,
                "signed": hexadecimal,
                "fields": named("fields"),
                "parts": listed(closed({"part": POSITIVE, "signed": hexadecimal,
                                        "fields": named("fields")}, optional=("signed",)), 1),
            }, optional=("bytes", "signed", "fields", "parts")),
            "minProperties": 1,
        },
        "case": closed(
            {
                "id": name,
                "comment": SENTENCE,
                "requirements": listed(pattern("[A-Z]+-[1-9][0-9]*"), 1),
                "flags": listed(name),
                "needs": listed({"enum": ["text", "presentations", "status-lists", "deltas", "posters"]}),
                "twin": name,
                "steps": listed(named("step"), 1),
                "values": named("values"),
            },
            optional=("twin", "values"),
        ),
    }


def input_step(before, expect):
    """Bytes or text, and exactly one of them."""
    return either(
        closed({**before, "bytes": named("input"), "expect": expect}),
        closed({**before, "text": STRING, "expect": expect}),
    )


def schema(format):
    file_name = pattern("[a-z0-9]+(-[a-z0-9]+)*\\.json")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Test vectors of the Mapae pass format: a vector file, manifest.json or flags.json",
        **either(named("vectors"), named("manifest"), named("flags")),
        "$defs": {
            **definitions(),
            "vectors": closed({
                "format": {"const": format},
                "group": named("name"),
                "about": SENTENCE,
                "objects": {"type": "object", "additionalProperties": named("hex"), "propertyNames": named("name")},
                "cases": listed(named("case"), 1),
            }),
            "manifest": closed({
                "format": {"const": format},
                "version": pattern("[0-9]+\\.[0-9]+\\.[0-9]+"),
                "sha256": named("digest"),
                "cases": COUNT,
                "files": listed(closed({"name": file_name, "sha256": named("digest"), "cases": COUNT}), 1),
            }),
            "flags": closed({
                "flags": {"type": "object", "propertyNames": named("name"),
                          "additionalProperties": closed({"bug": SENTENCE, "gain": SENTENCE})},
            }),
        },
    }

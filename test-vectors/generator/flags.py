"""Kinds of bug that several groups look for: name → (the bug, what an attacker gains or who is hurt)."""

COMMON = {
    "label-ignored": (
        "The signature is checked without the label of the object's kind, or with another kind's.",
        "A signature that was given for one kind of object counts for another.",
    ),
    "domain-not-signed": (
        "The signature is checked without the whole domain digest.",
        "A pass of one domain counts in another that lists the same key, or has the same tag.",
    ),
    "byte-order": (
        "An integer is read with its least significant byte first.",
        "Honest passes are looked up under the wrong key or judged at the wrong time.",
    ),
    "narrow-times": (
        "Times or their sums are held in too few bits.",
        "A pass that has ended counts again, or a valid one is turned away, when the number wraps.",
    ),
    "step-order": (
        "The steps of the verdict are taken in another order.",
        "Two doors say different things of one pass, and a forger may be told that a pass is authentic.",
    ),
    "accepts-when-it-cannot-tell": (
        "What cannot be told is taken as good.",
        "Whoever keeps a door from learning something is admitted.",
    ),
    "rejects-when-it-cannot-tell": (
        "What cannot be told is taken as bad.",
        "Holders of good passes are turned away because a door has not learnt something.",
    ),
}

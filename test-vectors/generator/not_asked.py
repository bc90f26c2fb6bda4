"""The verifier's requirements that no vector can ask, each with why. Coverage and the traceability page read this."""

TALK = "The runner holds every program to it in each case."
SHOWN = "It binds what a door shows to people, which no answer carries."
KEPT = "It binds what a door keeps, writes or deletes, which no answer carries."
SENT = "It binds what a door sends over a network; a program under test has only its pipe."
DRAWN = "It binds a random choice, of which one answer says nothing."
OPERATOR = "It binds what a door's operator can do; the protocol has no operator."

NOT_ASKED = {
    "CONF-1": TALK,
    "CONF-2": TALK,
    "CONF-3": TALK,
    "CONF-4": TALK,
    "CONF-5": TALK,
    "MIG-12": "There is no version 2 yet.",
    "MIG-13": OPERATOR,
    "OPS-5": DRAWN,
    "OPS-18": KEPT,
    "OPS-19": SENT,
    "POSTER-7": SHOWN,
    "PRESENT-10": OPERATOR,
    "PRESENT-11": DRAWN,
    "PRESENT-12": "The runner names the challenge of each question and may ask one again; a door draws its own.",
    "PRIV-7": KEPT,
    "PRIV-8": KEPT,
    "PRIV-9": SHOWN,
    "PRIV-10": SENT,
    "PRIV-11": SENT,
    "PRIV-13": SHOWN,
    "PRIV-14": SHOWN,
    "PRIV-15": KEPT,
    "PRIV-16": KEPT,
    "PRIV-17": KEPT,
    "PRIV-18": KEPT,
    "PRIV-19": SENT,
    "PRIV-23": KEPT,
    "PRIV-24": KEPT,
    "PRIV-25": SHOWN,
    "PRIV-26": KEPT,
    "PRIV-27": KEPT,
    "SEC-2": "How much work an answer took cannot be seen; only a time-out can, and machines differ.",
    "SEC-4": "It binds the interface between a decoder and its caller.",
    "SEC-6": SHOWN,
    "SEC-9": KEPT,
    "SEC-10": OPERATOR,
    "STATUS-22": "A case would need 48 MiB of status lists, or 65,281 of them.",
    "STATUS-24": "A program that keeps no status lists does not announce them, and is not asked.",
    "STATUS-37": "A program that takes no deltas does not announce them, and is not asked.",
    "VERIFY-3": SENT,
    "VERIFY-4": SHOWN,
    "VERIFY-24": SHOWN,
    "VERIFY-27": DRAWN,
    "VERIFY-28": SHOWN,
}

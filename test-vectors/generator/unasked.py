"""The requirements of the verifier that no question of spec/conformance.md can put to a program, and why."""

PROTOCOL = "the runner checks it on every line, in no case of its own"
OUTSIDE = ("it binds what stands around the judgement: a screen, a log, a disk, a network or an operator; neither load "
           "nor verify shows it")
CALLER = "it binds whoever sets the policy for each showing; a judgement gets a policy and remembers nothing"
ADVICE = "it is advice (SHOULD) to what stands around the judgement, and changes no answer"
RESOURCES = "time and memory are no part of an answer; a program that breaks it may answer rightly"
WITHOUT = "it binds a verifier without the capability, and what is not announced is not asked"

UNASKED = {
    **dict.fromkeys(("CONF-1", "CONF-2", "CONF-3", "CONF-4", "CONF-5"), PROTOCOL),
    **dict.fromkeys(("PRIV-7", "PRIV-9", "PRIV-10", "PRIV-11", "PRIV-13", "PRIV-14", "PRIV-15", "PRIV-16", "PRIV-17",
                     "PRIV-19", "PRIV-23",
                     "PRIV-24", "PRIV-25", "PRIV-26", "MIG-13", "OPS-18", "SEC-4", "SEC-9", "SEC-10", "VERIFY-3",
                     "VERIFY-4", "VERIFY-24"),
                    OUTSIDE),
    **dict.fromkeys(("PRESENT-11", "PRESENT-12"), CALLER),
    **dict.fromkeys(("PRESENT-10", "PRIV-8", "PRIV-18", "PRIV-27", "OPS-5", "OPS-19", "SEC-6", "VERIFY-27",
                     "VERIFY-28"), ADVICE),
    "SEC-2": RESOURCES,
    **dict.fromkeys(("STATUS-24", "STATUS-37"), WITHOUT),
    "MIG-12": "it binds a verifier of two versions, and there is one version",
}

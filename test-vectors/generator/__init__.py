"""Makes the test vectors of `spec/`, from the specification alone.

Nothing here is shared with a verifier. Every expectation says how the case was made: no verifier is run, so a mistake
in one cannot make its own proof.
"""

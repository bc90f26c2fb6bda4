"""Deliberately wrong verifiers, and the proof that the test vectors catch each."""

"""A verifier of Mapae passes, version 1. See README.md for what is where."""

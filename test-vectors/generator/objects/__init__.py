"""The objects of the specification as bytes. Each writes what it is told, also what its chapter forbids."""

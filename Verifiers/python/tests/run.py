"""Runs all tests of this folder; fails where one fails or none is found."""

from pathlib import Path
import sys
import unittest

HERE = Path(__file__).resolve().parent
LEAST = 160  # fewer tests than these mean that some were not found

sys.path.insert(0, str(HERE.parent))
sys.path.insert(0, str(HERE))

if __name__ == "__main__":
    suite = unittest.defaultTestLoader.discover(str(HERE), pattern="test_*.py")
    result = unittest.TextTestRunner(verbosity=1).run(suite)
    if result.testsRun < LEAST:
        sys.exit(f"only {result.testsRun} tests were found")
    sys.exit(0 if result.wasSuccessful() else 1)

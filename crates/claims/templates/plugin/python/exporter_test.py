"""Tests what the plugin writes; claims is not needed for it."""
import unittest

from plugin import export

# The options of plugin.toml with their defaults, as claims gives them.
OPTIONS = {"bullet": "-"}


class Wordings(unittest.TestCase):
    def test_a_claim_is_a_line(self):
        claim = {"handle": "c1", "key": "k1", "text": "The harbour is closed"}
        case = {"subjects": ["k1"], "claims": [claim]}
        self.assertEqual(export(case, OPTIONS), "- c1: The harbour is closed\n")


if __name__ == "__main__":
    unittest.main()

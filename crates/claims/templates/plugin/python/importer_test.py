"""Tests what the plugin drafts; claims is not needed for it."""
import unittest

from plugin import drafts

# The options of plugin.toml with their defaults, as claims gives them.
OPTIONS = {"mark": ": "}


class Lines(unittest.TestCase):
    def test_a_line_is_a_claim(self):
        drafted = drafts("Ines Prado: It is closed\n\nJon Reyes: It is open\r\n", OPTIONS)
        self.assertEqual(drafted["claim"][1], {"text": "It is open", "claimants": [1]})
        self.assertEqual(drafted["claimant"], [{"party": 0}, {"party": 1}])
        self.assertEqual(drafted["party"], [{"name": "Ines Prado"}, {"name": "Jon Reyes"}])

    def test_a_line_without_a_name_is_declined(self):
        with self.assertRaisesRegex(ValueError, "line 2 names nobody"):
            drafts("Ines Prado: It is closed\nIt is open\n", OPTIONS)


if __name__ == "__main__":
    unittest.main()

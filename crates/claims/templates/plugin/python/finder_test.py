"""Tests what the plugin finds; claims is not needed for it."""
import unittest

from plugin import find

# The options of plugin.toml with their defaults, as claims gives them.
OPTIONS = {"least": "1"}


class Figures(unittest.TestCase):
    def test_sentences_with_a_figure_are_found(self):
        text = "Port news\nThe café closed. It sold 1.5 t in 2022!  Who knows?\n Now 3 remain\n"
        passages = [text[found["start"]:found["end"]] for found in find(text, OPTIONS)]
        self.assertEqual(passages, ["It sold 1.5 t in 2022!", "Now 3 remain"])


if __name__ == "__main__":
    unittest.main()

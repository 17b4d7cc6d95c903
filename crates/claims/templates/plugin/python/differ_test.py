"""Tests what the plugin finds; claims is not needed for it."""
import unittest

from plugin import diff

# The options of plugin.toml with their defaults, as claims gives them.
OPTIONS = {"fold": "false"}


class Start(unittest.TestCase):
    def test_the_common_start_is_kept(self):
        same, changed = {"same": True, "old": 4, "new": 4}, {"same": False, "old": 1, "new": 2}
        self.assertEqual(diff("cafés", "café!?", OPTIONS), [same, changed])


if __name__ == "__main__":
    unittest.main()

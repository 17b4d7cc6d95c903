"""Tests what the plugin computes; claims is not needed for it."""
import unittest

from plugin import score

# The options of plugin.toml with their defaults, as claims gives them.
OPTIONS = {"prior": "0.5"}


class Balance(unittest.TestCase):
    def test_each_voice_that_was_not_withdrawn_counts(self):
        claims = [{"handle": f"c{n}", "key": f"k{n}", "status": "noted"} for n in range(4)]
        claims[3]["status"] = "withdrawn"
        stances = [("k1", "supports"), ("k2", "rebuts"), ("k3", "rebuts")]
        links = [{"from": key, "to": {"claim": "k0"}, "stance": stance} for key, stance in stances]
        case = {"subjects": ["k0"], "claims": claims, "links": links}
        self.assertEqual(score(case, OPTIONS), [{"claim": "c0", "value": 0.5}])
        del case["links"]
        self.assertEqual(score(case, OPTIONS), [{"claim": "c0", "value": 0.5}])


if __name__ == "__main__":
    unittest.main()

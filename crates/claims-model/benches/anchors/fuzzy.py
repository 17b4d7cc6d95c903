"""Two fuzzy matchers answer the cases of standard input, a JSON object a line; neither knows the old text's neighbours.

`rapidfuzz` takes the best partial alignment. `hypothesis` is the scheme of web annotation clients: the exact words near
the old place, else diff-match-patch's fuzzy search from there for the first 32 characters and for the last 32.
"""

import json
import sys
import time

from diff_match_patch import diff_match_patch
from rapidfuzz import fuzz

matcher = diff_match_patch()
matcher.Match_Distance = 100_000
matcher.Match_Threshold = 0.5


def by_rapidfuzz(quote, new, start):
    found = fuzz.partial_ratio_alignment(quote, new, score_cutoff=50)
    return found and (found.dest_start, found.dest_end)


def by_hypothesis(quote, new, start):
    places = []
    at = new.find(quote)
    while at >= 0:
        places.append(at)
        at = new.find(quote, at + 1)
    if places:
        at = min(places, key=lambda place: abs(place - start))
        return at, at + len(quote)
    head, tail = quote[:32], quote[-32:]
    first = matcher.match_main(new, head, start)
    if first < 0:
        return None
    last = matcher.match_main(new, tail, first + len(quote) - len(tail))
    if last < 0 or last + len(tail) <= first:
        return None
    return first, last + len(tail)


for line in sys.stdin.readlines():
    case = json.loads(line)
    quote, answer = case["old"][case["start"] : case["end"]], {}
    for name, match in (("rapidfuzz", by_rapidfuzz), ("hypothesis", by_hypothesis)):
        begin = time.perf_counter()
        place = match(quote, case["new"], case["start"])
        answer[name] = {"place": place, "seconds": time.perf_counter() - begin}
    print(json.dumps(answer))

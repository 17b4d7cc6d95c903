"""What Python's trafilatura reads from the same pages: a line of JSON for each, then the seconds it took."""

import gzip
import json
import sys
import time

from trafilatura.metadata import extract_metadata

took = 0.0
for line in open(sys.argv[1] + "/truth.jsonl", encoding="utf-8"):
    page = json.loads(line)
    with gzip.open(f"{sys.argv[1]}/html/{page['id']}.html.gz") as file:
        html = file.read()
    start = time.process_time()
    try:
        found = extract_metadata(html, default_url=page["url"])
    except Exception:
        found = None
    took += time.process_time() - start
    fields = {name: getattr(found, name, None) or "" for name in ("title", "author", "date")}
    print(json.dumps({"id": page["id"], **fields}))
print(json.dumps({"seconds": took}))

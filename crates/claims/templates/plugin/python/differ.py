"""{{summary}}."""
import json
import os.path
import sys

def diff(old, new, options):
    same = len(os.path.commonprefix([old, new]))
    return [
        {"same": True, "old": same, "new": same},
        {"same": False, "old": len(old) - same, "new": len(new) - same},
    ]

if __name__ == "__main__":
    print(json.dumps({**json.loads(input()), "protocols": [1], "name": "{{name}}"}), flush=True)
    for asked in map(json.loads, sys.stdin):
        hunks = diff(asked["old"], asked["new"], asked["options"])
        print(json.dumps({"id": asked["id"], "hunks": hunks}), flush=True)

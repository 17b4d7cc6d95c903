"""{{summary}}."""
import json
import sys

def export(case, options):
    claims = {claim["key"]: claim for claim in case["claims"]}
    asked = [claims[key] for key in case["subjects"]]
    return "".join(f"- {claim['handle']}: {claim['text']}\n" for claim in asked)

if __name__ == "__main__":
    print(json.dumps({**json.loads(input()), "protocols": [1], "name": "{{name}}"}), flush=True)
    for asked in map(json.loads, sys.stdin):
        text = export(asked["case"], asked["options"])
        print(json.dumps({"id": asked["id"], "text": text}), flush=True)

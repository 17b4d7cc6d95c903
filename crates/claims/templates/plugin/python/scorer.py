"""{{summary}}."""
import json
import sys

def score(case, options):
    gone = [claim["key"] for claim in case["claims"] if claim["status"] == "withdrawn"]
    scores = []
    for claim in case["claims"]:
        if claim["key"] in case["subjects"]:
            links = [link for link in case.get("links", []) if link["to"] == {"claim": claim["key"]}]
            voices = [link["stance"] for link in links if link["from"] not in gone]
            pro, con = voices.count("supports"), voices.count("rebuts")
            scores.append({"claim": claim["handle"], "value": (1 + pro) / (2 + pro + con)})
    return scores

if __name__ == "__main__":
    print(json.dumps({**json.loads(input()), "protocols": [1], "name": "{{name}}"}), flush=True)
    for asked in map(json.loads, sys.stdin):
        scores = [score(case, asked["options"]) for case in asked["cases"]]
        print(json.dumps({"id": asked["id"], "scores": scores}), flush=True)

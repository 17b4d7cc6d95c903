"""{{summary}}."""
import json
import sys

def drafts(text, options):
    claims, claimants, parties = [], [], []
    for number, line in enumerate(text.split("\n"), 1):
        who, colon, what = line.strip().partition(": ")
        if colon and who.strip():
            claims.append({"text": what.strip(), "claimants": [len(claims)]})
            claimants.append({"party": len(parties)})
            parties.append({"name": who.strip()})
        elif line.strip():
            raise ValueError(f"line {number} names nobody")
    return {"claim": claims, "claimant": claimants, "party": parties}

if __name__ == "__main__":
    print(json.dumps({**json.loads(input()), "protocols": [1], "name": "{{name}}"}), flush=True)
    for asked in map(json.loads, sys.stdin):
        try:
            answer = {"drafts": drafts(bytes.fromhex(asked["hex"]).decode(), asked["options"])}
        except ValueError as error:
            answer = {"failed": str(error)}
        print(json.dumps({"id": asked["id"], **answer}), flush=True)

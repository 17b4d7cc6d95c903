"""{{summary}}."""
import json
import re
import sys

# A sentence ends with a line, or with a mark and a space.
SENTENCE = re.compile(r"(?:[^\n.!?]+|[.!?](?!\s))+[.!?]*")

def find(text, options):
    suggestions = []
    for sentence in SENTENCE.finditer(text):
        words = sentence.group().strip()
        if re.search("[0-9]", words):
            start = text.index(words, sentence.start())
            suggestions.append({"start": start, "end": start + len(words), "confidence": 0.5})
    return suggestions

if __name__ == "__main__":
    print(json.dumps({**json.loads(input()), "protocols": [1], "name": "{{name}}"}), flush=True)
    for asked in map(json.loads, sys.stdin):
        suggestions = find(asked["text"], asked["options"])
        print(json.dumps({"id": asked["id"], "suggestions": suggestions}), flush=True)

"""What pygiftparser understands of GIFT files, as JSON: `giftparser.py FOLDER FILES`."""

import json
import sys

sys.path.insert(0, sys.argv[1])
from pygiftparser.parser import parseFile
from pygiftparser.utils import transformSpecials

questions = []
for name in sys.argv[2:]:
    with open(name, encoding="utf-8") as file:
        questions += parseFile(file)
told = {}
for one in questions:
    if not one.valid or not one.title:
        continue
    answers = one.answers.answers
    told[one.title] = {
        "stem": transformSpecials(one.text),
        "pairs": type(one.answers).__name__ == "MatchingSet",
        "options": [
            transformSpecials(each.question if each.isMatching else each.answer).strip() for each in answers
        ],
        "right": [transformSpecials(each.answer).strip() for each in answers if each.fraction > 0],
        "whys": [transformSpecials(each.feedback or "").strip() for each in answers],
    }
print(json.dumps(told))

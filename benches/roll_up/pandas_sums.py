"""The same sums as an office programmer writes them: each file read with json, its numbers put into
a list of dicts, and the rest left to pandas.

    python pandas_sums.py FOLDER LEDGER OUT
"""

import glob
import json
import sys

import pandas as pd

folder, ledger, out = sys.argv[1:4]


def numbers(value, path):
    """All cells below a value that were read as something."""
    if isinstance(value, dict):
        if "typed" in value:
            yield "/".join(path), value.get("read")
        else:
            for key, inner in value.items():
                yield from numbers(inner, [*path, key])


rows = []
for file in sorted(glob.glob(folder + "/*.phieu.json")):
    with open(file, encoding="utf-8") as f:
        sheet = json.load(f)
    for item, fields in sheet["answers"].items():
        for field, kinds in fields.items():
            for kind, slots in kinds.items():
                if kind not in ("figure", "breakdown", "share", "audience_shares", "grades"):
                    continue
                for path, read in numbers(slots.get("own", {}), []):
                    for before in ("parts/", "shares/", "grades/"):
                        path = path.removeprefix(before)
                    if isinstance(read, dict):
                        low, high = read.get("low"), read.get("high")
                    else:
                        low = high = read
                    if low is not None:
                        question = item + "." + field + " " + path
                        rows.append(
                            {"unit": sheet["unit"]["name"], "question": question, "low": int(low), "high": int(high)}
                        )

table = pd.DataFrame(rows)
sums = table.groupby("question").agg(low=("low", "sum"), high=("high", "sum"), given=("low", "count"))
result = {question: [str(row.low), str(row.high), int(row.given)] for question, row in sums.iterrows()}
with open(out, "w", encoding="utf-8") as f:
    json.dump(result, f)

"""Runs docs/roll-up.sql with DuckDB over long.ndjson of this folder, and leaves its sums as CSV.

    python program_duckdb.py docs/roll-up.sql
"""

import sys
from pathlib import Path

import duckdb

connection = duckdb.connect()
connection.execute(Path(sys.argv[1]).read_text(encoding="utf-8"))
# As texts: no reader shall make floats of them.
numbers = "low, high, exact"
columns = ", ".join(f"CAST({name} AS VARCHAR) AS {name}" for name in numbers.split(", "))
connection.execute(
    f"COPY (SELECT * REPLACE ({columns}) FROM sums ORDER BY item, field, part)"
    " TO 'sums.csv' (HEADER, DELIMITER ',')"
)
for view in ("rates", "statuses", "by_level"):
    rows = connection.execute(f"SELECT * FROM {view} ORDER BY ALL").fetchall()
    Path(f"{view}.txt").write_text("\n".join("|".join(map(str, row)) for row in rows), encoding="utf-8")

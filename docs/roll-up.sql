-- The totals of a roll-up from its long table, for where one machine ends (docs/roll-up.md).
-- Written for DuckDB. Trino and Spark need another first statement, which names the file their way;
-- the rest is plain SQL.

-- The table as it was written: one row a unit, item and part.
CREATE OR REPLACE VIEW answers AS
SELECT * FROM read_json('long.ndjson', format = 'newline_delimited', columns = {
    unit_id: 'VARCHAR', unit: 'VARCHAR', parent: 'VARCHAR', unit_kind: 'VARCHAR', level: 'VARCHAR',
    sheet: 'VARCHAR', revision: 'INTEGER', fingerprint: 'VARCHAR', within: 'VARCHAR',
    consolidates: 'BOOLEAN', undecided: 'BOOLEAN',
    item: 'VARCHAR', field: 'VARCHAR', kind: 'VARCHAR', part: 'VARCHAR',
    low: 'DECIMAL(38, 3)', high: 'DECIMAL(38, 3)', less: 'INTEGER', more: 'INTEGER',
    exact: 'DECIMAL(38, 3)', given: 'BIGINT', unstated: 'BIGINT',
    whole: 'BOOLEAN', covered: 'BOOLEAN'});

-- Every sum of every kind of question. A figure lies between low and high, may be less than low
-- where less > 0 and more than high where more > 0; exact is the part of it without any doubt.
CREATE OR REPLACE VIEW sums AS
SELECT item, field, kind, part,
       SUM(low) AS low, SUM(high) AS high, MAX(less) AS less, MAX(more) AS more,
       SUM(exact) AS exact, SUM(given) AS given, SUM(unstated) AS unstated
FROM answers
WHERE NOT covered
GROUP BY item, field, kind, part;

-- Rates: over the units that gave both numbers, and never as a mean of rates. The numbers are without
-- doubt only where exact is all of them.
CREATE OR REPLACE VIEW rates AS
SELECT done.item, done.field, SUBSTR(done.part, 1, LENGTH(done.part) - LENGTH('both_done')) AS of_what,
       done.low AS done, total.low AS total,
       ROUND(CAST(100 * done.low AS DECIMAL(38, 3)) / NULLIF(total.low, 0), 1) AS percent,
       done.less = 0 AND done.more = 0 AND done.low = done.high
           AND total.less = 0 AND total.more = 0 AND total.low = total.high AS without_doubt
FROM sums AS done
JOIN sums AS total
  ON total.item = done.item AND total.field = done.field
 AND total.part = SUBSTR(done.part, 1, LENGTH(done.part) - LENGTH('both_done')) || 'both_total'
WHERE done.part LIKE '%both\_done' ESCAPE '\';

-- How far the units are with each task.
CREATE OR REPLACE VIEW statuses AS
SELECT item, part AS status, CAST(low AS BIGINT) AS units
FROM sums
WHERE kind = 'status';

-- The same sums for each level: own figures stay with the level of the unit that gave them.
CREATE OR REPLACE VIEW by_level AS
SELECT level, item, field, kind, part, SUM(low) AS low, SUM(high) AS high,
       MAX(less) AS less, MAX(more) AS more, SUM(given) AS given
FROM answers
WHERE NOT covered
GROUP BY level, item, field, kind, part;

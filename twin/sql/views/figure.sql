-- Grain: one value for each indicator, place, period and breakdown, of the release that is shown, with its provenance.
-- A source that restates its whole series shows ONE release, the newest; others show the newest release of each cell.
CREATE VIEW figure AS
WITH ranked AS (
    SELECT o.*, s.restates_series,
           max(o.release) OVER (PARTITION BY o.indicator_id) AS newest_release,
           row_number() OVER (PARTITION BY o.indicator_id, o.place_code, o.period, o.breakdown ORDER BY o.release DESC) AS newest_first
    FROM observation AS o
    JOIN indicator AS i ON i.id = o.indicator_id
    JOIN source AS s ON s.key = i.source_key
)
SELECT r.indicator_id, r.place_code, r.period, CAST(left(r.period, 4) AS INTEGER) AS year, r.breakdown, r.value, r.status, r.release, r.receipt_id,
       i.unit, i.source_key, c.obtained, c.url
FROM ranked AS r
JOIN indicator AS i ON i.id = r.indicator_id
JOIN receipt AS c ON c.id = r.receipt_id
WHERE r.newest_first = 1 AND (NOT r.restates_series OR r.release = r.newest_release);

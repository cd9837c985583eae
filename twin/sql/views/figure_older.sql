-- Grain: one value for each indicator, place, period and breakdown that only an older release of a restated series has. Drawn apart, never joined.
CREATE VIEW figure_older AS
WITH ranked AS (
    SELECT o.*, row_number() OVER (PARTITION BY o.indicator_id, o.place_code, o.period, o.breakdown ORDER BY o.release DESC) AS newest_first
    FROM observation AS o
    JOIN indicator AS i ON i.id = o.indicator_id
    JOIN source AS s ON s.key = i.source_key AND s.restates_series
    WHERE NOT EXISTS (SELECT 1 FROM figure AS f
                      WHERE f.indicator_id = o.indicator_id AND f.place_code = o.place_code AND f.period = o.period AND f.breakdown = o.breakdown)
)
SELECT r.indicator_id, r.place_code, r.period, CAST(left(r.period, 4) AS INTEGER) AS year, r.breakdown, r.value, r.status, r.release, r.receipt_id,
       i.unit, i.source_key
FROM ranked AS r
JOIN indicator AS i ON i.id = r.indicator_id
WHERE r.newest_first = 1;

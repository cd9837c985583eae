-- Varje punkt ligger i eller nära federationens kartfönster (0,3 grader).
WITH edge AS (
    SELECT CAST(value AS JSON) AS w FROM meta WHERE key = 'map_window'
)
SELECT p.source_key, p.id, p.name, p.lon, p.lat
FROM point AS p, edge
WHERE p.lon NOT BETWEEN CAST(w->'lon'->>0 AS DOUBLE) - 0.3 AND CAST(w->'lon'->>1 AS DOUBLE) + 0.3
   OR p.lat NOT BETWEEN CAST(w->'lat'->>0 AS DOUBLE) - 0.3 AND CAST(w->'lat'->>1 AS DOUBLE) + 0.3;

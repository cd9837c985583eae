-- Ingen serie är lagrad under två nyckeltal i samma källa: två nyckeltal med samma värden överallt är samma siffra två gånger.
WITH series AS (
    SELECT i.source_key, o.indicator_id, o.release, list({'p': o.place_code, 't': o.period, 'b': o.breakdown, 'v': o.value} ORDER BY o.place_code, o.period, o.breakdown) AS cells
    FROM observation AS o
    JOIN indicator AS i ON i.id = o.indicator_id
    WHERE o.value IS NOT NULL AND i.scale = 'number'
    GROUP BY i.source_key, o.indicator_id, o.release
    HAVING count(DISTINCT o.value) > 3
)
SELECT a.indicator_id, b.indicator_id, a.release
FROM series AS a
JOIN series AS b ON a.source_key = b.source_key AND a.release = b.release AND a.indicator_id < b.indicator_id AND a.cells = b.cells;

-- En källa som räknar om hela serien visar en enda utgåva: utgåvor fogas aldrig ihop till en linje.
SELECT f.indicator_id, count(DISTINCT f.release) AS releases
FROM figure AS f
JOIN source AS s ON s.key = f.source_key
WHERE s.restates_series
GROUP BY ALL
HAVING releases > 1;

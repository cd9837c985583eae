-- Ett nyckeltal har ett namn som inget annat har, och en enhet: aldrig två enheter under ett namn.
SELECT name_sv, count(*) AS n, list(DISTINCT unit) AS units FROM indicator GROUP BY name_sv HAVING n > 1
UNION ALL
SELECT name_en, count(*), list(DISTINCT unit) FROM indicator GROUP BY name_en HAVING count(*) > 1
UNION ALL
SELECT id, 1, [unit] FROM indicator WHERE trim(unit) = '';

-- Totalen i ghg_emissions är inom 0,02 ton från Klimatkollens egen total i samma utgåva, och varje kommun har en sådan jämförelse.
WITH paired AS (
    SELECT p.code, g.period, g.release, g.value AS ours, c.value AS theirs
    FROM place AS p
    LEFT JOIN observation AS c ON c.place_code = p.code AND c.indicator_id = 'ghg_emissions_control' AND c.breakdown = 'total'
    LEFT JOIN observation AS g ON g.place_code = p.code AND g.indicator_id = 'ghg_emissions' AND g.breakdown = 'total'
        AND g.period = c.period AND g.release = c.release
    WHERE p.kind = 'municipality'
)
SELECT code, period, release, ours, theirs FROM paired WHERE ours IS NOT NULL AND NOT coalesce(abs(ours - theirs) <= 0.02, false)
UNION ALL
SELECT code, NULL, NULL, NULL, NULL FROM paired GROUP BY code HAVING count(ours) = 0;

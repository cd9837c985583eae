-- Varje årssiffra i ghg_emissions för en kommun har en oberoende total att jämföra med.
SELECT g.place_code, g.period, g.release
FROM observation AS g
JOIN place AS p ON p.code = g.place_code AND p.kind = 'municipality'
WHERE g.indicator_id = 'ghg_emissions' AND g.breakdown = 'total'
  AND NOT EXISTS (SELECT 1 FROM observation AS c WHERE c.indicator_id = 'ghg_emissions_control' AND c.place_code = g.place_code
                  AND c.period = g.period AND c.release = g.release AND c.value IS NOT NULL);

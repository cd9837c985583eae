-- Utsläpp per invånare finns bara för år som har både utsläpp och befolkning, och federationens är summan av ton genom summan av invånare.
SELECT v.place_code, v.year, 'saknar utsläpp eller befolkning' AS fault
FROM ghg_per_inhabitant AS v
JOIN place AS p ON p.code = v.place_code AND p.kind <> 'federation'
WHERE NOT EXISTS (SELECT 1 FROM figure AS f WHERE f.indicator_id = 'population' AND f.place_code = v.place_code AND f.year = v.year AND f.value IS NOT NULL)
   OR NOT EXISTS (SELECT 1 FROM figure AS f WHERE f.indicator_id = 'ghg_emissions' AND f.place_code = v.place_code AND f.year = v.year AND f.value IS NOT NULL)
UNION ALL
SELECT f.place_code, f.year, 'är inte kommunernas ton genom deras invånare'
FROM ghg_per_inhabitant AS f
JOIN place AS p ON p.code = f.place_code AND p.kind = 'federation'
WHERE NOT coalesce(abs(f.value - (SELECT sum(m.tonnes) / sum(m.inhabitants) FROM ghg_per_inhabitant AS m
    JOIN place AS q ON q.code = m.place_code AND q.kind = 'municipality' WHERE m.year = f.year)) < 1e-9, false);

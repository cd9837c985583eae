-- Grain: one quotient for each place and year that has both emissions and population. Of the two licence classes the stricter counts.
SELECT g.place_code, p.name AS place, CAST(g.year AS INTEGER) AS year, g.value, 't CO2e per invånare' AS unit, g.tonnes, g.inhabitants, g.release,
       g.emissions_receipt_id, g.population_receipt_id, e.publisher || '; ' || b.publisher AS based_on, e.licence || '; ' || b.licence AS licence,
       CASE WHEN 'private' IN (e.licence_class, b.licence_class) THEN 'private'
            WHEN 'authority' IN (e.licence_class, b.licence_class) THEN 'authority' ELSE 'open' END AS licence_class,
       CASE WHEN b.licence_class = 'private' THEN b.key ELSE e.key END AS source_key
FROM ghg_per_inhabitant AS g
JOIN place AS p ON p.code = g.place_code
JOIN receipt AS ec ON ec.id = g.emissions_receipt_id
JOIN source AS e ON e.key = ec.source_key
JOIN receipt AS bc ON bc.id = g.population_receipt_id
JOIN source AS b ON b.key = bc.source_key

-- Grain: one value for each municipality, county, country and the federation, and each year that has both emissions and population at the year's end.
-- Added in the order of their codes: sums of decimals differ in their last digit by order, and the same snapshot is to give the same bytes.
-- A federation's value is the sum of its municipalities' tonnes over the sum of their inhabitants, and only where every one of them has both.
CREATE VIEW ghg_per_inhabitant AS
WITH both_known AS (
    SELECT g.place_code, g.year, g.value AS tonnes, p.value AS inhabitants, g.release, g.receipt_id AS emissions_receipt_id, p.receipt_id AS population_receipt_id
    FROM figure AS g
    JOIN figure AS p ON p.indicator_id = 'population' AND p.place_code = g.place_code AND p.year = g.year AND p.breakdown = 'total' AND p.value > 0
    WHERE g.indicator_id = 'ghg_emissions' AND g.breakdown = 'total' AND g.value IS NOT NULL
), six AS (
    SELECT f.code AS place_code, b.year, sum(b.tonnes ORDER BY b.place_code) AS tonnes, sum(b.inhabitants ORDER BY b.place_code) AS inhabitants, min(b.release) AS release,
           min(b.emissions_receipt_id) AS emissions_receipt_id, min(b.population_receipt_id) AS population_receipt_id
    FROM both_known AS b
    JOIN place AS m ON m.code = b.place_code AND m.kind = 'municipality'
    CROSS JOIN (SELECT code FROM place WHERE kind = 'federation') AS f
    GROUP BY f.code, b.year
    HAVING count(*) = (SELECT count(*) FROM place WHERE kind = 'municipality')
)
SELECT place_code, year, tonnes / inhabitants AS value, tonnes, inhabitants, release, emissions_receipt_id, population_receipt_id FROM both_known
UNION ALL
SELECT place_code, year, tonnes / inhabitants, tonnes, inhabitants, release, emissions_receipt_id, population_receipt_id FROM six;

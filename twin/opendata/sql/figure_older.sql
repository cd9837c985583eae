-- Grain: one value for each indicator, place, period and breakdown that only an older release of a restated series has.
SELECT f.indicator_id, i.name_sv AS indicator_sv, i.name_en AS indicator_en, f.place_code, p.name AS place, f.period, f.year, f.breakdown, f.value, f.unit,
       f.status, f.release, f.receipt_id, s.key AS source_key, s.publisher, s.licence, s.licence_class
FROM figure_older AS f
JOIN indicator AS i ON i.id = f.indicator_id
JOIN place AS p ON p.code = f.place_code
JOIN receipt AS c ON c.id = f.receipt_id
JOIN source AS s ON s.key = c.source_key

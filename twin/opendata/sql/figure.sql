-- Grain: one value for each indicator, place, period and breakdown, of the release that is shown, with its provenance.
SELECT f.indicator_id, i.name_sv AS indicator_sv, i.name_en AS indicator_en, i.track, f.place_code, p.name AS place, p.kind AS place_kind,
       f.period, f.year, f.breakdown, f.value, f.unit, f.status, f.release, f.receipt_id, f.obtained, f.url,
       s.key AS source_key, s.publisher, s.licence, s.licence_class
FROM figure AS f
JOIN indicator AS i ON i.id = f.indicator_id
JOIN place AS p ON p.code = f.place_code
JOIN receipt AS c ON c.id = f.receipt_id
JOIN source AS s ON s.key = c.source_key

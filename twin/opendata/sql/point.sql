-- Grain: one point of one source.
SELECT o.source_key, o.id, o.kind, o.name, o.place_code, o.lon, o.lat, o.note_sv, o.receipt_id, s.publisher, s.licence, s.licence_class
FROM point AS o
JOIN source AS s ON s.key = o.source_key

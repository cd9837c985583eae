-- Grain: one field of one figure or document that a publisher has wrong.
SELECT c.source_key, c.indicator_id, c.document_id, c.field, c.place_code, c.period, c.breakdown, c.release, c.found, c.found_note, c.correct, c.reason_sv,
       c.text_sv, c.reported, c.status, s.publisher, s.licence, s.licence_class
FROM correction AS c
JOIN source AS s ON s.key = c.source_key

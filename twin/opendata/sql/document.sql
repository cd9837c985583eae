-- Grain: one document of one source.
SELECT d.source_key, d.id, d.kind, d.place_code, d.title_sv, d.url, d.period, d.note_sv, d.receipt_id, s.publisher, s.licence, s.licence_class
FROM document AS d
JOIN source AS s ON s.key = d.source_key

-- Grain: one statement of a source.
SELECT f.id, f.kind, f.place_code, p.name AS place, f.title_sv, f.title_en, f.text_sv, f.text_en, f.dated, f.capabilities, f.source_url, f.seen_at, f.position
FROM frame AS f
JOIN place AS p ON p.code = f.place_code

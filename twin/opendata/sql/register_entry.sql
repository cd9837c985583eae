-- Grain: one entry of one register.
SELECT e.source_key, e.id, e.kind, e.title, e.text, e.organisation_text, e.organisation_id, e.matched_by, e.start_date, e.end_date, e.amount, e.currency,
       e.funder, e.case_number, from_json(e.codes, '["VARCHAR"]') AS codes, e.status, e.url,
       coalesce((SELECT list(DISTINCT p.place_code ORDER BY p.place_code) FROM register_entry_place AS p
                 WHERE p.source_key = e.source_key AND p.entry_id = e.id), []) AS place_codes,
       e.lon, e.lat, e.receipt_id, s.publisher, s.licence, s.licence_class
FROM register_entry AS e
JOIN source AS s ON s.key = e.source_key

-- Grain: one project as the registers together have it, under the licence of the register of its first entry.
SELECT k.id, k.kind, k.title, k.text, k.organisation_id, k.organisation_text, k.start_date, k.end_date, k.amount_sek, k.funder, k.entries,
       k.climate_score, k.digital_score, k.state, k.initiative_id, s.key AS source_key, s.publisher, s.licence, s.licence_class
FROM candidate AS k
JOIN source AS s ON s.key = split_part(k.id, ':', 1)

-- Grain: one goal, also those looked for and not found.
SELECT t.id, t.place_code, p.name AS place, t.indicator_id, t.scope, t.gas, t.state, t.base_period, t.period, t.value, t.unit, t.text_sv, t.text_en,
       t.source_url, t.seen_at, t.drawable
FROM target AS t
JOIN place AS p ON p.code = t.place_code

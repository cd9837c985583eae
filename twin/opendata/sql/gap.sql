-- Grain: one gap. One that tells a figure carries the licence of its source.
SELECT g.id, g.kind, g.place_code, g.initiative_id, g.indicator_id, g.theme, g.rule_id, from_json(g.others, '["VARCHAR"]') AS others, g.text_sv, g.text_en,
       s.key AS source_key, s.publisher, s.licence, coalesce(s.licence_class, 'own') AS licence_class
FROM gap AS g
LEFT JOIN indicator AS i ON i.id = g.indicator_id
LEFT JOIN source AS s ON s.key = i.source_key

-- Grain: one key figure. The words are our own, so they are handed out also where the figures are not.
SELECT i.id, i.name_sv, i.name_en, i.unit, i.track, i.better, i.definition_sv, i.definition_en, i.definition_url, i.theme, i.decimals, i.scale,
       i.source_key, s.publisher, s.licence_class <> 'private' AS figures_handed_out
FROM indicator AS i
JOIN source AS s ON s.key = i.source_key

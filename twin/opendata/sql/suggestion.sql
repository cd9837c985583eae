-- Grain: one pair that the engine proposes. Sentences that repeat a private publisher's figure are left out and counted.
WITH private AS (
    SELECT i.id FROM indicator AS i JOIN source AS s ON s.key = i.source_key WHERE s.licence_class = 'private'
), step AS (
    SELECT id, 'for' AS side, reasons AS clauses, unnest(range(CAST(json_array_length(reasons) AS BIGINT))) AS n FROM suggestion
    UNION ALL
    SELECT id, 'against', against, unnest(range(CAST(json_array_length(against) AS BIGINT))) FROM suggestion
), clause AS (
    SELECT id, side, n, json_extract_string(clauses, '$[' || n || '].sv') AS sv, json_extract_string(clauses, '$[' || n || '].en') AS en,
           coalesce(json_extract_string(clauses, '$[' || n || '].code') IN (SELECT id FROM private), false) AS private
    FROM step
), told AS (
    SELECT id, list(sv ORDER BY n) FILTER (side = 'for' AND NOT private) AS reasons_sv, list(en ORDER BY n) FILTER (side = 'for' AND NOT private) AS reasons_en,
           list(sv ORDER BY n) FILTER (side = 'against' AND NOT private) AS against_sv,
           list(en ORDER BY n) FILTER (side = 'against' AND NOT private) AS against_en, count(*) FILTER (private) AS clauses_left_out
    FROM clause GROUP BY id
)
SELECT s.id, s.kind, s.a, s.b, s.grade, s.rule_id, s.link, s.position, s.shown, 'suggestion_not_reviewed' AS standing, s.held_sv, s.held_en, s.text_sv, s.text_en,
       coalesce(t.reasons_sv, []) AS reasons_sv, coalesce(t.reasons_en, []) AS reasons_en, coalesce(t.against_sv, []) AS against_sv,
       coalesce(t.against_en, []) AS against_en, t.clauses_left_out
FROM suggestion AS s
JOIN told AS t ON t.id = s.id

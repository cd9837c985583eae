-- En registerpost som rör oss är en av våra organisationers, en av kommunernas, nämner oss, väntar på svar eller är samma projekt som en sådan.
WITH written AS (SELECT lower(name) AS name FROM organisation UNION SELECT lower(trim(unnest(string_split(aliases, ';')))) FROM organisation)
SELECT e.source_key, e.id
FROM register_entry AS e
WHERE e.organisation_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM register_entry_place AS p WHERE p.source_key = e.source_key AND p.entry_id = e.id AND p.how <> 'nuts')
    AND NOT EXISTS (SELECT 1 FROM register_question AS q WHERE q.source_key = e.source_key AND q.entry_id = e.id)
    AND NOT EXISTS (SELECT 1 FROM register_entry AS o WHERE o.case_number = e.case_number AND e.case_number <> '' AND (o.source_key, o.id) <> (e.source_key, e.id))
    AND NOT EXISTS (SELECT 1 FROM written WHERE name <> '' AND contains(lower(e.title || ' ' || e.text), name));

-- Varje initiativ har minst en källa: en adress, eller orden om varför adressen inte får stå.
SELECT i.id
FROM initiative AS i
LEFT JOIN initiative_source AS s ON s.initiative_id = i.id AND (regexp_matches(s.url, '^https?://[^ ]+$') OR contains(s.url, 'adressen utelämnad'))
WHERE s.url IS NULL;

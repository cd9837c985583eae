-- Varje märkning är en kod som har ett namn, och nyckeltalens teman likaså.
SELECT t.initiative_id AS id, t.scheme, t.code
FROM initiative_tag AS t
LEFT JOIN code_label AS l USING (scheme, code)
WHERE l.code IS NULL
UNION ALL
SELECT i.id, 'theme', i.theme
FROM indicator AS i
LEFT JOIN code_label AS l ON l.scheme = 'theme' AND l.code = i.theme
WHERE l.code IS NULL;

-- En kandidat har lika många poster som den säger, och dess rubrik står i en av dem.
SELECT c.id, c.entries, count(e.id) AS found
FROM candidate AS c LEFT JOIN register_entry AS e ON e.candidate_id = c.id
GROUP BY c.id, c.entries, c.title
HAVING count(e.id) <> c.entries OR NOT coalesce(bool_or(e.title = c.title), false);

-- En kandidat är intagen när den har ett initiativ, och bara då; en ignorerad har ett svar av en människa.
SELECT c.id, c.state, c.initiative_id
FROM candidate AS c
WHERE (c.state = 'accepted') <> (c.initiative_id IS NOT NULL)
    OR (c.state = 'ignored' AND NOT EXISTS (
        SELECT 1 FROM register_entry AS e JOIN register_answer AS a ON a.source_key = e.source_key AND a.entry_id = e.id
        WHERE e.candidate_id = c.id AND a.answer = 'ignorera'
    ));

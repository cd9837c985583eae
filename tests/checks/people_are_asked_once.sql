-- En fråga som en människa har svarat på ställs inte igen.
SELECT q.id
FROM register_question AS q
WHERE (q.kind = 'organisation' AND EXISTS (
        SELECT 1 FROM register_answer AS a WHERE a.source_key = q.source_key AND a.entry_id = q.entry_id AND a.answer <> 'ignorera'
    ))
    OR (q.kind = 'same' AND EXISTS (
        SELECT 1 FROM register_same AS s WHERE (s.a_source, s.a_id, s.b_source, s.b_id) = (q.source_key, q.entry_id, q.other_source_key, q.other_entry_id)
        OR (s.b_source, s.b_id, s.a_source, s.a_id) = (q.source_key, q.entry_id, q.other_source_key, q.other_entry_id)
    ));

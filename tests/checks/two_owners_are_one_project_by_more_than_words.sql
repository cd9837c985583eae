-- Poster med två olika ägare är ett projekt bara med samma ärendenummer eller en människas ord, aldrig på ordval: annars är det ett överlapp.
SELECT a.candidate_id, a.source_key, a.id, b.source_key, b.id
FROM register_entry AS a JOIN register_entry AS b ON a.candidate_id = b.candidate_id AND a.organisation_id < b.organisation_id
WHERE NOT EXISTS (
    SELECT 1 FROM register_entry AS x JOIN register_entry AS y ON x.candidate_id = y.candidate_id AND (x.source_key, x.id) < (y.source_key, y.id)
    WHERE x.candidate_id = a.candidate_id AND x.case_number = y.case_number AND x.case_number <> ''
) AND NOT EXISTS (SELECT 1 FROM register_same WHERE same AND (a_source, a_id) IN (SELECT (source_key, id) FROM register_entry WHERE candidate_id = a.candidate_id));

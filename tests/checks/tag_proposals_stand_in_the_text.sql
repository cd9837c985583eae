-- Ett förslag till märkning vilar på ord som står i initiativets text.
SELECT p.initiative_id, p.scheme, p.code, p.evidence
FROM tag_proposal AS p
JOIN initiative AS i ON i.id = p.initiative_id
WHERE NOT contains(i.title_sv || ' ' || i.description_sv, p.evidence);

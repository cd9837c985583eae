-- T1 kräver en regel vars källa är läst, i sin helhet eller som sammanfattning.
SELECT s.id, s.rule_id
FROM suggestion AS s
WHERE s.grade = 'T1' AND NOT EXISTS (FROM rule_source AS r WHERE r.rule_id = s.rule_id AND r.read IN ('full', 'abstract'));

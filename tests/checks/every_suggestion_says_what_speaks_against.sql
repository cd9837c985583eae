-- Ett förslag utan skäl, eller utan det som talar emot, visas aldrig.
SELECT id, len(from_json(reasons, '["JSON"]')) AS reasons, len(from_json(against, '["JSON"]')) AS against
FROM suggestion
WHERE len(from_json(against, '["JSON"]')) = 0 OR (shown AND len(from_json(reasons, '["JSON"]')) = 0);

-- En synergi går från ett initiativ med digitalt mål till ett med klimatmål.
SELECT s.id, a.digital_score, b.climate_score
FROM suggestion AS s
JOIN initiative AS a ON a.id = s.a
JOIN initiative AS b ON b.id = s.b
WHERE s.kind = 'synergy' AND (a.digital_score = 0 OR b.climate_score = 0);

-- Ja/nej-frågor är 0 eller 1, införandesteg 0, 1 eller 2, och procent ligger mellan 0 och 100.
SELECT o.indicator_id, o.place_code, o.period, o.value, i.scale, i.unit
FROM observation AS o
JOIN indicator AS i ON i.id = o.indicator_id
JOIN place AS p ON p.code = o.place_code AND p.kind = 'municipality'
WHERE (i.scale = 'yes_no' AND o.value NOT IN (0, 1))
   OR (i.scale = 'rollout' AND o.value NOT IN (0, 1, 2))
   OR (i.unit = '%' AND o.value NOT BETWEEN 0 AND 100);

-- Överlapp är mellan olika ansvariga: ingen samordnar med sig själv.
SELECT s.id, a.owner_org_id
FROM suggestion AS s
JOIN initiative AS a ON a.id = s.a
JOIN initiative AS b ON b.id = s.b
WHERE s.kind = 'overlap' AND (a.owner_org_id = b.owner_org_id OR s.a >= s.b);

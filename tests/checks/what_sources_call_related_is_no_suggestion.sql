-- Det som källorna säger hör ihop är varken överlapp eller synergi.
SELECT s.id
FROM suggestion AS s
JOIN initiative_relation AS r ON (r.a = s.a AND r.b = s.b) OR (r.a = s.b AND r.b = s.a);

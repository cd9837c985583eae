-- En källa som säger OK har siffror, punkter eller dokument.
SELECT r.source_key, r.state, r.rows
FROM source_run AS r
WHERE r.state IN ('OK', 'UNCHANGED', 'DEGRADED') AND r.source_key NOT IN (SELECT source_key FROM receipt);

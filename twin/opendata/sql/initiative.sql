-- Grain: one initiative, with what hangs on it as lists.
SELECT i.*,
       coalesce((SELECT list(p.place_code ORDER BY p.place_code) FROM initiative_place AS p WHERE p.initiative_id = i.id), []) AS place_codes,
       coalesce((SELECT list(t.code ORDER BY t.code) FROM initiative_tag AS t WHERE t.initiative_id = i.id AND t.scheme = 'theme'), []) AS themes,
       coalesce((SELECT list(t.scheme || ':' || t.code ORDER BY t.scheme, t.code) FROM initiative_tag AS t WHERE t.initiative_id = i.id), []) AS tags,
       coalesce((SELECT list(o.organisation_id || ':' || o.role ORDER BY o.organisation_id, o.role)
                 FROM initiative_organisation AS o WHERE o.initiative_id = i.id), []) AS organisations,
       coalesce((SELECT list(s.url ORDER BY s.url) FROM initiative_source AS s WHERE s.initiative_id = i.id), []) AS sources
FROM initiative AS i

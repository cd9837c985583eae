-- Grain: one border. Borders that say CC0 are open; the neighbours' come from an authority without a stated licence.
SELECT place_code, name, role, geojson, source_url, licence, CASE WHEN starts_with(licence, 'CC0') THEN 'open' ELSE 'authority' END AS licence_class,
       NULL AS source_key
FROM geometry

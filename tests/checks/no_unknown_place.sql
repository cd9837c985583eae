-- Ingen platskod är okänd: gränser med rollen 'own', organisationer och initiativ pekar på platser som finns.
SELECT 'geometry' AS at, place_code FROM geometry WHERE role = 'own' AND place_code NOT IN (SELECT code FROM place)
UNION ALL
SELECT 'organisation', place_code FROM organisation WHERE place_code IS NOT NULL AND place_code NOT IN (SELECT code FROM place)
UNION ALL
SELECT 'initiative_place', place_code FROM initiative_place WHERE place_code NOT IN (SELECT code FROM place)
UNION ALL
SELECT 'place', code FROM place WHERE parent_code IS NOT NULL AND parent_code NOT IN (SELECT code FROM place)
UNION ALL
SELECT 'municipality without border', code FROM place WHERE kind = 'municipality' AND code NOT IN (SELECT place_code FROM geometry WHERE role = 'own');

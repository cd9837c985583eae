-- Varje kommun har ett mål med källa, eller en rad som säger att inget mål är funnet.
SELECT code FROM place WHERE kind = 'municipality' AND code NOT IN (SELECT place_code FROM target);

-- Varje initiativ har minst en plats.
SELECT id FROM initiative WHERE id NOT IN (SELECT initiative_id FROM initiative_place);

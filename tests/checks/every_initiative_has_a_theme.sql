-- Varje initiativ har minst ett tema.
SELECT id FROM initiative WHERE id NOT IN (SELECT initiative_id FROM initiative_tag WHERE scheme = 'theme');

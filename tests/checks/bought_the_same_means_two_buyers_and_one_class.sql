-- Två köp av samma slag har två köpare, samma CPV-klass som säger mer än huvudgruppen, och högst två år emellan.
SELECT p.a_entry_id, p.b_entry_id, p.cpv, p.months_apart
FROM purchase_pair AS p
JOIN register_entry AS a ON a.source_key = p.a_source_key AND a.id = p.a_entry_id
JOIN register_entry AS b ON b.source_key = p.b_source_key AND b.id = p.b_entry_id
WHERE a.organisation_id = b.organisation_id OR p.months_apart NOT BETWEEN 0 AND 24 OR p.cpv[3:5] = '000'
    OR NOT contains(a.codes, 'cpv:' || p.cpv[:5]) OR NOT contains(b.codes, 'cpv:' || p.cpv[:5]);

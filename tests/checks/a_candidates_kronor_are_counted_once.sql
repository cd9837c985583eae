-- En kandidats kronor är högst summan av de olika belopp som ett register anger, och minst det största: ingen krona räknas två gånger.
WITH told AS (
    SELECT candidate_id, source_key, sum(DISTINCT amount) AS most, max(amount) AS least
    FROM register_entry WHERE currency = 'SEK' AND amount IS NOT NULL GROUP BY candidate_id, source_key
)
SELECT c.id, c.amount_sek, max(most), max(least)
FROM candidate AS c LEFT JOIN told ON told.candidate_id = c.id
GROUP BY c.id, c.amount_sek
HAVING (c.amount_sek IS NULL) <> (max(least) IS NULL) OR c.amount_sek > max(most) + 0.5 OR c.amount_sek < max(least) - 0.5;

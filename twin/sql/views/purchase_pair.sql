-- Grain: two purchases of one CPV class by two of our organisations within two years of each other, the earlier purchase as a.
-- A class is the first five digits of the code, with zeros after; where these say no more than the division ('45000') or nothing ('00000'), the
-- two need not be alike and make no pair. same_code: all eight digits agree. Amounts in kronor. A day that a register does not tell counts as the first of its month or year.
CREATE VIEW purchase_pair AS
WITH coded AS (
    SELECT source_key, id, organisation_id, title, start_date, amount, currency, receipt_id,
           regexp_extract(unnest(from_json(codes, '["VARCHAR"]')), '^cpv:(\d{8})', 1) AS code
    FROM register_entry
    WHERE kind = 'procurement' AND organisation_id IS NOT NULL AND start_date <> ''
),
bought AS (
    SELECT DISTINCT source_key, id, organisation_id, title, start_date, receipt_id, code, substr(code, 1, 5) || '000' AS cpv,
           CASE WHEN currency = 'SEK' THEN amount END AS amount_sek,
           CAST(substr(start_date || '-01-01', 1, 10) AS DATE) AS day
    FROM coded
    WHERE code <> '' AND substr(code, 3, 3) <> '000'
)
SELECT a.source_key AS a_source_key, a.id AS a_entry_id, a.organisation_id AS a_organisation_id, a.title AS a_title, a.start_date AS a_date,
       a.amount_sek AS a_amount_sek, a.receipt_id AS a_receipt_id,
       b.source_key AS b_source_key, b.id AS b_entry_id, b.organisation_id AS b_organisation_id, b.title AS b_title, b.start_date AS b_date,
       b.amount_sek AS b_amount_sek, b.receipt_id AS b_receipt_id,
       a.cpv, bool_or(a.code = b.code) AS same_code, datediff('month', a.day, b.day) AS months_apart
FROM bought AS a
JOIN bought AS b ON a.cpv = b.cpv AND a.organisation_id <> b.organisation_id
    AND (a.day, a.source_key, a.id) < (b.day, b.source_key, b.id) AND b.day <= a.day + INTERVAL 2 YEAR
GROUP BY ALL;

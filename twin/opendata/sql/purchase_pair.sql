-- Grain: two purchases of one CPV class by two of our organisations. Of the two registers' licence classes the stricter counts.
SELECT p.*, a.publisher || CASE WHEN b.key = a.key THEN '' ELSE '; ' || b.publisher END AS publisher,
       a.licence || CASE WHEN b.key = a.key THEN '' ELSE '; ' || b.licence END AS licence,
       CASE WHEN 'private' IN (a.licence_class, b.licence_class) THEN 'private'
            WHEN 'authority' IN (a.licence_class, b.licence_class) THEN 'authority' ELSE 'open' END AS licence_class,
       CASE WHEN b.licence_class = 'private' THEN b.key ELSE a.key END AS source_key
FROM purchase_pair AS p
JOIN source AS a ON a.key = p.a_source_key
JOIN source AS b ON b.key = p.b_source_key

-- Grain: one organisation and one capability. The cells are put together when asked, with what people have said, as ten lists.
SELECT c.*, o.name AS organisation, o.place_code, a.name_sv AS capability_sv, a.name_en AS capability_en
FROM (
    SELECT
        unnest(CAST(? AS VARCHAR[])) AS organisation_id, unnest(CAST(? AS VARCHAR[])) AS capability, unnest(CAST(? AS VARCHAR[])) AS state,
        unnest(CAST(? AS VARCHAR[])) AS derived, unnest(CAST(? AS VARCHAR[])) AS rests_on, unnest(CAST(? AS VARCHAR[])) AS age,
        unnest(CAST(? AS VARCHAR[][])) AS initiatives, unnest(CAST(? AS INTEGER[])) AS purchases, unnest(CAST(? AS VARCHAR[][])) AS addresses,
        unnest(CAST(? AS VARCHAR[])) AS said_on
) AS c
JOIN organisation AS o ON o.id = c.organisation_id
JOIN capability AS a ON a.code = c.capability

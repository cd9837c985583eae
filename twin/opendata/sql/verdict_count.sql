-- Grain: one kind of suggestion and one verdict in force, or none. The numbers come from the workspace when asked, as three lists.
SELECT unnest(CAST(? AS VARCHAR[])) AS kind, unnest(CAST(? AS VARCHAR[])) AS verdict, unnest(CAST(? AS INTEGER[])) AS suggestions

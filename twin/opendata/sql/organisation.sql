-- Grain: one organisation.
SELECT * FROM organisation

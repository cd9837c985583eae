-- Grain: one code of one scheme.
SELECT * FROM code_label

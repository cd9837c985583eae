-- Grain: one source, also those whose figures are not handed out: what is said of them is our own words.
SELECT * FROM source

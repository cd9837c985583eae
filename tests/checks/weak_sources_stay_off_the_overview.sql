-- Källor med svag proveniens (vindtillstånd, avbrottsminuter) står aldrig på Översikt och säger varför.
SELECT key, on_overview, limits_sv
FROM source
WHERE key IN ('wind_permits', 'outages') AND (on_overview OR length(limits_sv) < 40);

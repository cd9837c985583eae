-- The public tables of one published warehouse file. Names are a contract (HOUSE: additions are free, changes are in the changelog).
-- Times are UTC TIMESTAMP. Periods and dates are EDTF text: '2024', '2025-12', '2026-04-16'.

CREATE TABLE place (
    code        VARCHAR PRIMARY KEY,                 -- '0604', '06', '00'; a federation has a word
    name        VARCHAR NOT NULL,
    kind        VARCHAR NOT NULL CHECK (kind IN ('municipality', 'federation', 'county', 'country')),
    parent_code VARCHAR,
    lon         DOUBLE,                              -- the seat, where a label is set on the map
    lat         DOUBLE
);

CREATE TABLE source (
    key       VARCHAR PRIMARY KEY,
    title     VARCHAR NOT NULL,
    publisher VARCHAR NOT NULL,
    licence   VARCHAR NOT NULL,                      -- in words, as the publisher puts it
    licence_class VARCHAR NOT NULL CHECK (licence_class IN ('open', 'authority', 'private')),
    homepage  VARCHAR NOT NULL,
    track     VARCHAR NOT NULL CHECK (track IN ('climate', 'digital', 'context')),
    cadence   VARCHAR NOT NULL,
    limits_sv VARCHAR NOT NULL,                      -- what the source can not tell, in words
    method_sv VARCHAR NOT NULL,
    on_overview BOOLEAN NOT NULL,                    -- weak provenance never reaches Översikt
    control   BOOLEAN NOT NULL,                      -- only there to hold other figures against
    restates_series BOOLEAN NOT NULL,
    every_days INTEGER,                              -- how often it is asked; NULL where nothing can be asked (files are handed in)
    register  BOOLEAN NOT NULL                       -- a public register of projects, grants, purchases or datasets
);

CREATE TABLE receipt (
    id         VARCHAR PRIMARY KEY,                  -- short hash over source, address and bytes
    source_key VARCHAR NOT NULL REFERENCES source (key),
    url        VARCHAR NOT NULL,                     -- the publisher's address, also when the bytes came another way
    via        VARCHAR,                              -- the gateway that answered, if any
    obtained   VARCHAR NOT NULL CHECK (obtained IN ('direct', 'public_copy', 'by_hand', 'rebuilt')),
    copy_of    VARCHAR,                              -- REPO@COMMIT:PATH where a copy was read
    sha256     VARCHAR NOT NULL CHECK (length(sha256) = 64),
    bytes      BIGINT NOT NULL CHECK (bytes > 0),
    fetched_at TIMESTAMP NOT NULL,
    release    VARCHAR NOT NULL,                     -- the publisher's vintage
    CHECK (obtained = 'direct' OR copy_of IS NOT NULL OR obtained = 'by_hand')
);

CREATE TABLE indicator (
    id            VARCHAR PRIMARY KEY,
    name_sv       VARCHAR NOT NULL,
    name_en       VARCHAR NOT NULL,
    unit          VARCHAR NOT NULL,
    track         VARCHAR NOT NULL CHECK (track IN ('climate', 'digital', 'context')),
    better        VARCHAR NOT NULL CHECK (better IN ('lower', 'higher', 'none')),
    definition_sv VARCHAR NOT NULL,
    definition_en VARCHAR NOT NULL,
    definition_url VARCHAR,                          -- the publisher's own definition
    source_key    VARCHAR NOT NULL REFERENCES source (key),
    theme         VARCHAR NOT NULL,
    decimals      INTEGER NOT NULL,
    scale         VARCHAR NOT NULL CHECK (scale IN ('number', 'yes_no', 'rollout')),
    position      INTEGER NOT NULL                   -- order on the page
);

CREATE TABLE observation (
    indicator_id VARCHAR NOT NULL REFERENCES indicator (id),
    place_code   VARCHAR NOT NULL REFERENCES place (code),
    period       VARCHAR NOT NULL,
    breakdown    VARCHAR NOT NULL,                   -- 'total' where there is none
    value        DOUBLE,
    status       VARCHAR NOT NULL,                   -- the publisher's own mark; NULL value must say why
    release      VARCHAR NOT NULL,
    receipt_id   VARCHAR NOT NULL REFERENCES receipt (id),
    PRIMARY KEY (indicator_id, place_code, period, breakdown, release),
    CHECK (value IS NOT NULL OR status <> '')
);

CREATE TABLE series_break (
    indicator_id VARCHAR NOT NULL REFERENCES indicator (id),
    period       VARCHAR NOT NULL,                   -- the first period of the new basis
    note_sv      VARCHAR NOT NULL,
    PRIMARY KEY (indicator_id, period)
);

CREATE TABLE target (
    id            VARCHAR PRIMARY KEY,
    place_code    VARCHAR NOT NULL REFERENCES place (code),
    indicator_id  VARCHAR,                           -- NULL where the goal is about something we have no figure for
    scope         VARCHAR NOT NULL,                  -- 'territory' (whole area), 'organisation' (own operations), 'none'
    gas           VARCHAR NOT NULL,                  -- 'ghg', 'co2', 'energy', 'none'
    state         VARCHAR NOT NULL CHECK (state IN ('found', 'not_found')),
    base_period   VARCHAR,
    period        VARCHAR,
    value         DOUBLE,
    unit          VARCHAR,
    text_sv       VARCHAR NOT NULL,
    text_en       VARCHAR NOT NULL,
    source_url    VARCHAR,
    seen_at       VARCHAR,
    drawable      BOOLEAN NOT NULL,                  -- may it be drawn on the indicator's own line?
    CHECK (state = 'not_found' OR source_url IS NOT NULL)
);

CREATE TABLE point (
    source_key VARCHAR NOT NULL REFERENCES source (key),
    id         VARCHAR NOT NULL,
    kind       VARCHAR NOT NULL,
    name       VARCHAR NOT NULL,
    place_code VARCHAR NOT NULL REFERENCES place (code),
    lon        DOUBLE NOT NULL CHECK (lon BETWEEN 10 AND 25),
    lat        DOUBLE NOT NULL CHECK (lat BETWEEN 55 AND 70),
    note_sv    VARCHAR NOT NULL,
    receipt_id VARCHAR NOT NULL REFERENCES receipt (id),
    PRIMARY KEY (source_key, id)
);

CREATE TABLE document (
    source_key VARCHAR NOT NULL REFERENCES source (key),
    id         VARCHAR NOT NULL,
    kind       VARCHAR NOT NULL,                     -- 'climate_plan', 'wind_permit'
    place_code VARCHAR NOT NULL REFERENCES place (code),
    title_sv   VARCHAR NOT NULL,
    url        VARCHAR,
    period     VARCHAR,
    note_sv    VARCHAR NOT NULL,
    receipt_id VARCHAR NOT NULL REFERENCES receipt (id),
    PRIMARY KEY (source_key, id)
);

CREATE TABLE geometry (
    place_code VARCHAR NOT NULL,                     -- may be a neighbour that is not one of ours
    name       VARCHAR NOT NULL,
    role       VARCHAR NOT NULL CHECK (role IN ('own', 'neighbour')),
    geojson    VARCHAR NOT NULL,
    source_url VARCHAR NOT NULL,
    licence    VARCHAR NOT NULL,
    PRIMARY KEY (place_code)
);

CREATE TABLE organisation (
    id         VARCHAR PRIMARY KEY,
    name       VARCHAR NOT NULL,
    orgnr      VARCHAR,
    kind       VARCHAR NOT NULL CHECK (kind IN ('municipality', 'company', 'federation', 'region', 'agency', 'other')),
    parent_id  VARCHAR,
    place_code VARCHAR,
    business_sv VARCHAR NOT NULL,
    source_url VARCHAR NOT NULL,
    note_sv    VARCHAR NOT NULL,
    aliases    VARCHAR NOT NULL                      -- other ways to write the name, ';' between
);

CREATE TABLE initiative (
    id             VARCHAR PRIMARY KEY,
    title_sv       VARCHAR NOT NULL,
    description_sv VARCHAR NOT NULL,
    owner_text     VARCHAR NOT NULL,                 -- the owner as the source names it
    owner_org_id   VARCHAR REFERENCES organisation (id),
    partners_text  VARCHAR NOT NULL,
    geo_level      VARCHAR NOT NULL CHECK (geo_level IN ('kommun', 'höglandet', 'län', 'nationell')),
    climate_score  INTEGER NOT NULL CHECK (climate_score BETWEEN 0 AND 2),
    digital_score  INTEGER NOT NULL CHECK (digital_score BETWEEN 0 AND 2),
    kind           VARCHAR NOT NULL CHECK (kind IN ('climate', 'digital', 'both')),
    phase          VARCHAR NOT NULL CHECK (phase IN ('föreslagen', 'planerad', 'pågående', 'avslutad', 'avbruten', 'vilande', 'okänd')),
    phase_basis    VARCHAR NOT NULL,
    start_date     VARCHAR,
    end_date       VARCHAR,
    as_of          VARCHAR,                          -- date of the statement; NULL is "unknown"
    quality        VARCHAR NOT NULL,
    budget_sek     BIGINT,
    budget_note    VARCHAR NOT NULL,
    funder_text    VARCHAR NOT NULL,
    CHECK (climate_score + digital_score > 0),
    CHECK (kind = CASE WHEN climate_score > 0 AND digital_score > 0 THEN 'both' WHEN climate_score > 0 THEN 'climate' ELSE 'digital' END)
);

CREATE TABLE initiative_organisation (
    initiative_id VARCHAR NOT NULL REFERENCES initiative (id),
    organisation_id VARCHAR NOT NULL REFERENCES organisation (id),
    role          VARCHAR NOT NULL CHECK (role IN ('ansvarig', 'genomförare', 'finansiär', 'partner')),
    evidence      VARCHAR NOT NULL,
    PRIMARY KEY (initiative_id, organisation_id, role)
);

CREATE TABLE initiative_place (
    initiative_id VARCHAR NOT NULL REFERENCES initiative (id),
    place_code    VARCHAR NOT NULL REFERENCES place (code),
    evidence      VARCHAR NOT NULL,
    PRIMARY KEY (initiative_id, place_code)
);

CREATE TABLE initiative_tag (
    initiative_id VARCHAR NOT NULL REFERENCES initiative (id),
    scheme        VARCHAR NOT NULL CHECK (scheme IN ('theme', 'technology', 'asset', 'mechanism', 'data_made', 'data_needed')),
    code          VARCHAR NOT NULL,
    evidence      VARCHAR NOT NULL,                  -- the words of the text that carry it, or who coded it
    PRIMARY KEY (initiative_id, scheme, code)
);

CREATE TABLE initiative_source (
    initiative_id VARCHAR NOT NULL REFERENCES initiative (id),
    url           VARCHAR NOT NULL,
    title_sv      VARCHAR NOT NULL,
    seen_at       VARCHAR,
    PRIMARY KEY (initiative_id, url)
);

CREATE TABLE initiative_relation (
    a    VARCHAR NOT NULL REFERENCES initiative (id),
    b    VARCHAR NOT NULL REFERENCES initiative (id),
    kind VARCHAR NOT NULL CHECK (kind IN ('related', 'parent', 'successor')),
    note_sv VARCHAR NOT NULL,
    PRIMARY KEY (a, b, kind)
);

-- Where a link between a digital means and a climate end is argued: one rule, its sources, and what the engine makes of the register with it.

CREATE TABLE rule (
    id           VARCHAR PRIMARY KEY,
    enablers     VARCHAR NOT NULL,                   -- technology codes, ';' between: any of them
    mechanisms   VARCHAR NOT NULL,                   -- ';' between: any of them
    assets       VARCHAR NOT NULL,                   -- named by both sides for the top tier
    data         VARCHAR NOT NULL,                   -- what the digital side makes that the climate side can use
    reach        VARCHAR NOT NULL CHECK (reach IN ('named', 'data', 'broad', 'evidence')),
    sentence_sv  VARCHAR NOT NULL,                   -- what the means does for the end
    sentence_en  VARCHAR NOT NULL,
    requires_sv  VARCHAR NOT NULL,                   -- what both sides must have
    requires_en  VARCHAR NOT NULL,
    strength     INTEGER NOT NULL CHECK (strength BETWEEN 1 AND 3),
    caveat_sv    VARCHAR NOT NULL,                   -- rebound, or where it does not hold
    caveat_en    VARCHAR NOT NULL,
    top_tier     BOOLEAN NOT NULL                    -- a source was read in full or in abstract
);

CREATE TABLE rule_source (
    rule_id  VARCHAR NOT NULL REFERENCES rule (id),
    title    VARCHAR NOT NULL,
    publisher VARCHAR NOT NULL,
    year     VARCHAR NOT NULL,
    url      VARCHAR NOT NULL,
    kind     VARCHAR NOT NULL CHECK (kind IN ('standard', 'eu', 'peer-reviewed', 'academic', 'authority', 'industry')),
    read     VARCHAR NOT NULL CHECK (read IN ('full', 'abstract', 'excerpt')),
    says_sv  VARCHAR NOT NULL,                       -- in our own words
    says_en  VARCHAR NOT NULL,
    read_at  VARCHAR NOT NULL,                       -- where the text was read
    PRIMARY KEY (rule_id, url)
);

CREATE TABLE tag_proposal (                          -- tags that the words of a text propose and nobody has set yet
    initiative_id VARCHAR NOT NULL REFERENCES initiative (id),
    scheme        VARCHAR NOT NULL,
    code          VARCHAR NOT NULL,
    evidence      VARCHAR NOT NULL,                  -- a literal part of the initiative's text
    PRIMARY KEY (initiative_id, scheme, code)
);

CREATE TABLE suggestion (
    id            VARCHAR PRIMARY KEY,               -- kind:a:b
    kind          VARCHAR NOT NULL CHECK (kind IN ('overlap', 'synergy')),
    a             VARCHAR NOT NULL REFERENCES initiative (id),   -- of a synergy: the digital means; of an overlap: the first id
    b             VARCHAR NOT NULL REFERENCES initiative (id),   -- of a synergy: the climate end
    grade         VARCHAR NOT NULL CHECK (grade IN ('A', 'B', 'C', 'T1', 'T2', 'T3')),
    rule_id       VARCHAR REFERENCES rule (id),
    link          VARCHAR NOT NULL CHECK (link IN ('resource', 'data', 'outcome')),
    position      INTEGER NOT NULL,                  -- 1 is first, within its kind
    shown         BOOLEAN NOT NULL,
    held_sv       VARCHAR,                           -- why it is held back, where it is
    held_en       VARCHAR,
    text_sv       VARCHAR NOT NULL,                  -- the reason in one sentence
    text_en       VARCHAR NOT NULL,
    reasons       VARCHAR NOT NULL,                  -- JSON: clauses with part, sv, en, a_span, b_span, code, rule, bits
    against       VARCHAR NOT NULL,                  -- JSON: clauses of the same shape, never empty
    features_hash VARCHAR NOT NULL,                  -- another where the texts, tags or the rule behind the pair have changed
    CHECK ((kind = 'synergy') = (grade IN ('T1', 'T2', 'T3'))),
    CHECK (shown OR held_sv IS NOT NULL)
);

CREATE TABLE gap (
    id            VARCHAR PRIMARY KEY,
    kind          VARCHAR NOT NULL CHECK (kind IN ('indicator', 'no_enabler', 'no_use', 'borrow')),
    place_code    VARCHAR REFERENCES place (code),
    initiative_id VARCHAR REFERENCES initiative (id),
    indicator_id  VARCHAR REFERENCES indicator (id),
    theme         VARCHAR NOT NULL,
    rule_id       VARCHAR REFERENCES rule (id),
    others        VARCHAR NOT NULL,                  -- JSON: ids of the initiatives that the gap points to
    text_sv       VARCHAR NOT NULL,                  -- '… inget initiativ hittat i register X den DATUM'
    text_en       VARCHAR NOT NULL,
    position      INTEGER NOT NULL
);

-- What public registers of projects, grants, purchases and datasets hold that concerns the federation. The whole registers stay with the kept answers.

CREATE TABLE register_entry (
    source_key   VARCHAR NOT NULL REFERENCES source (key),
    id           VARCHAR NOT NULL,                   -- the register's own
    kind         VARCHAR NOT NULL CHECK (kind IN ('grant', 'procurement', 'project', 'dataset')),
    title        VARCHAR NOT NULL,
    text         VARCHAR NOT NULL,
    organisation_text VARCHAR NOT NULL,              -- as the register writes it
    orgnr        VARCHAR NOT NULL,
    place_text   VARCHAR NOT NULL,
    nuts         VARCHAR NOT NULL,
    lon          DOUBLE,
    lat          DOUBLE,
    start_date   VARCHAR NOT NULL,
    end_date     VARCHAR NOT NULL,
    amount       DOUBLE CHECK (amount >= 0),
    currency     VARCHAR NOT NULL,
    funder       VARCHAR NOT NULL,
    case_number  VARCHAR NOT NULL,
    codes        VARCHAR NOT NULL,                   -- JSON list: 'cpv:45000000'
    status       VARCHAR NOT NULL,
    url          VARCHAR NOT NULL,
    receipt_id   VARCHAR NOT NULL REFERENCES receipt (id),
    organisation_id VARCHAR REFERENCES organisation (id),        -- one of ours, where the match is certain
    matched_by   VARCHAR NOT NULL CHECK (matched_by IN ('orgnr', 'alias', 'name', 'person', 'none')),
    candidate_id VARCHAR NOT NULL,                   -- the project that this and its copies in other registers are
    PRIMARY KEY (source_key, id),
    CHECK ((organisation_id IS NULL) = (matched_by = 'none'))
);

CREATE TABLE register_entry_place (
    source_key VARCHAR NOT NULL,
    entry_id   VARCHAR NOT NULL,
    place_code VARCHAR NOT NULL REFERENCES place (code),
    how        VARCHAR NOT NULL CHECK (how IN ('register', 'lau', 'point', 'nuts', 'organisation', 'text')),
    evidence   VARCHAR NOT NULL,                     -- the words, code or position that say so
    PRIMARY KEY (source_key, entry_id, place_code),
    FOREIGN KEY (source_key, entry_id) REFERENCES register_entry (source_key, id)
);

CREATE TABLE candidate (                             -- one project as the registers together have it; it becomes an initiative by a person's click only
    id           VARCHAR PRIMARY KEY,                -- 'source_key:entry_id' of its first entry
    kind         VARCHAR NOT NULL CHECK (kind IN ('grant', 'procurement', 'project', 'dataset')),
    title        VARCHAR NOT NULL,
    text         VARCHAR NOT NULL,
    organisation_id VARCHAR REFERENCES organisation (id),
    organisation_text VARCHAR NOT NULL,
    start_date   VARCHAR NOT NULL,
    end_date     VARCHAR NOT NULL,
    amount_sek   DOUBLE,                             -- each krona once, whichever registers repeat it; NULL where none is told in kronor
    funder       VARCHAR NOT NULL,
    entries      INTEGER NOT NULL,
    climate_score INTEGER NOT NULL CHECK (climate_score BETWEEN 0 AND 2),     -- proposals by words and classes
    digital_score INTEGER NOT NULL CHECK (digital_score BETWEEN 0 AND 2),
    tags         VARCHAR NOT NULL,                   -- JSON list of [scheme, code, evidence]
    state        VARCHAR NOT NULL CHECK (state IN ('new', 'accepted', 'ignored')),
    initiative_id VARCHAR REFERENCES initiative (id),            -- what it was accepted as or merged into
    similar_id   VARCHAR REFERENCES initiative (id),             -- one of the register's own that looks like it
    similar_sv   VARCHAR NOT NULL,                   -- why
    similar_en   VARCHAR NOT NULL,
    position     INTEGER NOT NULL
);

CREATE TABLE register_question (                     -- what the rules leave to a person
    id           VARCHAR PRIMARY KEY,
    kind         VARCHAR NOT NULL CHECK (kind IN ('organisation', 'same')),   -- whose is it; are these the same
    source_key   VARCHAR NOT NULL,
    entry_id     VARCHAR NOT NULL,
    other_source_key VARCHAR,
    other_entry_id   VARCHAR,
    choices      VARCHAR NOT NULL,                   -- JSON list of organisation ids; empty for 'same'
    weight       DOUBLE,                             -- match weight in bits, for 'same'
    text_sv      VARCHAR NOT NULL,
    text_en      VARCHAR NOT NULL
);

CREATE TABLE register_read (                         -- how much of each register was read
    source_key   VARCHAR NOT NULL REFERENCES source (key),
    release      VARCHAR NOT NULL,
    entries      BIGINT NOT NULL,                    -- in the whole country
    concerning   BIGINT NOT NULL,                    -- of these, that concern the federation
    read_at      TIMESTAMP NOT NULL,
    PRIMARY KEY (source_key, release)
);

CREATE TABLE initiative_register (                   -- the register entries behind an initiative, kept when a candidate is accepted or merged
    initiative_id VARCHAR NOT NULL REFERENCES initiative (id),
    source_key   VARCHAR NOT NULL,
    entry_id     VARCHAR NOT NULL,
    receipt_id   VARCHAR NOT NULL,
    url          VARCHAR NOT NULL,
    seen_at      VARCHAR NOT NULL,
    PRIMARY KEY (initiative_id, source_key, entry_id)
);

CREATE TABLE register_answer (                       -- what people have said of register entries
    source_key   VARCHAR NOT NULL,
    entry_id     VARCHAR NOT NULL,
    answer       VARCHAR NOT NULL CHECK (answer IN ('ignorera', 'organisation', 'ingen')),
    value        VARCHAR NOT NULL,                   -- the reason's code; the organisation's id; ''
    note_sv      VARCHAR NOT NULL,
    PRIMARY KEY (source_key, entry_id, answer)
);

CREATE TABLE register_same (                         -- what people have said of two entries: one project or two
    a_source     VARCHAR NOT NULL,
    a_id         VARCHAR NOT NULL,
    b_source     VARCHAR NOT NULL,
    b_id         VARCHAR NOT NULL,
    same         BOOLEAN NOT NULL,
    PRIMARY KEY (a_source, a_id, b_source, b_id)
);

CREATE TABLE drift (                                 -- what a new answer says otherwise than the one before it, beyond what was to be expected
    source_key   VARCHAR NOT NULL REFERENCES source (key),
    kind         VARCHAR NOT NULL CHECK (kind IN ('new_code', 'vanished', 'unit', 'jump', 'corrected')),
    indicator_id VARCHAR,
    place_code   VARCHAR,
    period       VARCHAR,
    text_sv      VARCHAR NOT NULL,
    blocks       BOOLEAN NOT NULL,
    seen_at      TIMESTAMP NOT NULL
);

CREATE TABLE correction (                            -- a publisher's known error that is mended here; `observation` and `document` hold what is true
    source_key   VARCHAR NOT NULL REFERENCES source (key),
    indicator_id VARCHAR,
    document_id  VARCHAR,
    field        VARCHAR NOT NULL,                   -- 'value' of a figure; 'title', 'url' or 'period' of a document
    place_code   VARCHAR NOT NULL REFERENCES place (code),
    period       VARCHAR,
    breakdown    VARCHAR NOT NULL,
    release      VARCHAR NOT NULL,                   -- the release that has the error
    found        VARCHAR NOT NULL,                   -- what the publisher writes
    found_note   VARCHAR NOT NULL,                   -- the publisher's own status or note there
    correct      VARCHAR,                            -- NULL where nobody knows
    reason_sv    VARCHAR NOT NULL,
    text_sv      VARCHAR NOT NULL,                   -- what stands beside the mended figure
    reported     VARCHAR,                            -- when the publisher was told; NULL where nobody has
    status       VARCHAR NOT NULL CHECK (status IN ('open', 'reported', 'mended')),
    CHECK ((indicator_id IS NULL) <> (document_id IS NULL))
);

-- What companies and municipalities can have, and what stands around the federation (data/taxonomy/capabilities.csv, data/frame/).

CREATE TABLE capability (
    code          VARCHAR PRIMARY KEY,
    name_sv       VARCHAR NOT NULL,
    name_en       VARCHAR NOT NULL,
    definition_sv VARCHAR NOT NULL,
    definition_en VARCHAR NOT NULL,
    use_sv        VARCHAR NOT NULL,                  -- what others could use it for
    use_en        VARCHAR NOT NULL,
    evidence      VARCHAR NOT NULL,                  -- tags that speak for it: 'scheme:code', '+' all of, ';' any of
    cpv           VARCHAR NOT NULL,                  -- beginnings of classes, ';' between
    business      VARCHAR NOT NULL,                  -- whole words of an organisation's business, ';' between
    indicators    VARCHAR NOT NULL,                  -- key figures that ask this very question, ';' between
    position      INTEGER NOT NULL
);

CREATE TABLE frame (
    id           VARCHAR PRIMARY KEY,
    kind         VARCHAR NOT NULL CHECK (kind IN ('direction', 'network', 'centre', 'academy', 'region', 'centre_national', 'strategy', 'programme')),
    place_code   VARCHAR NOT NULL REFERENCES place (code),
    title_sv     VARCHAR NOT NULL,
    title_en     VARCHAR NOT NULL,
    text_sv      VARCHAR NOT NULL,
    text_en      VARCHAR NOT NULL,
    dated        VARCHAR,                            -- when it was said or decided, EDTF
    capabilities VARCHAR NOT NULL,                   -- that it names, ';' between
    source_url   VARCHAR NOT NULL,
    seen_at      VARCHAR,
    position     INTEGER NOT NULL
);

CREATE TABLE call (                                  -- open calls of funding programmes; whether one is open is asked of the day, never stored
    id         VARCHAR PRIMARY KEY,
    programme  VARCHAR NOT NULL,
    title_sv   VARCHAR NOT NULL,
    title_en   VARCHAR NOT NULL,
    funder     VARCHAR NOT NULL,
    opens      VARCHAR,                              -- whole days
    closes     VARCHAR,
    source_url VARCHAR NOT NULL,
    seen_at    VARCHAR NOT NULL,
    themes     VARCHAR NOT NULL,
    position   INTEGER NOT NULL,
    CHECK (opens IS NULL OR closes IS NULL OR opens <= closes)
);

CREATE TABLE code_label (
    scheme   VARCHAR NOT NULL,
    code     VARCHAR NOT NULL,
    name_sv  VARCHAR NOT NULL,
    name_en  VARCHAR NOT NULL,
    definition_sv VARCHAR NOT NULL,
    PRIMARY KEY (scheme, code)
);

CREATE TABLE source_run (
    source_key VARCHAR NOT NULL REFERENCES source (key),
    started_at TIMESTAMP NOT NULL,
    state      VARCHAR NOT NULL CHECK (state IN ('OK', 'UNCHANGED', 'DEGRADED', 'FAILED', 'EMBEDDED')),
    rows       BIGINT NOT NULL,
    message_sv VARCHAR NOT NULL,
    PRIMARY KEY (source_key, started_at)
);

CREATE TABLE quarantine (
    source_key VARCHAR NOT NULL REFERENCES source (key),
    row_text   VARCHAR NOT NULL,
    field      VARCHAR NOT NULL,
    value      VARCHAR NOT NULL,
    rule_sv    VARCHAR NOT NULL
);

CREATE TABLE meta (
    key   VARCHAR PRIMARY KEY,                       -- 'built_at', 'schema', 'federation', 'federation_code', 'map_window'
    value VARCHAR NOT NULL
);

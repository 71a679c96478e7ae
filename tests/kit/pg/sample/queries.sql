-- all_types --
-- One row with a value of every type that our statements read.
SELECT %(uuid)s::uuid AS uuid, %(instant)s::timestamptz AS instant, %(document)s::json AS document,
       %(document)s::jsonb AS binary_document, %(bytes)s::bytea AS bytes,
       %(words)s::text[] AS words, %(numbers)s::bigint[] AS numbers, %(uuids)s::uuid[] AS uuids,
       %(whole)s::bigint AS whole, %(exact)s::numeric AS exact, %(truth)s::boolean AS truth,
       %(day)s::date AS day, %(nothing)s::text AS nothing;

-- make_table --
CREATE TEMPORARY TABLE sample_row (id bigint PRIMARY KEY, name text NOT NULL);

-- add --
INSERT INTO sample_row (id, name)
SELECT * FROM unnest(%(ids)s::bigint[], %(names)s::text[]) ON CONFLICT DO NOTHING;

-- find --
SELECT id, name FROM sample_row WHERE id = ANY(%(ids)s::bigint[]) ORDER BY id;

-- user --
SELECT current_user::text, current_setting('TimeZone');

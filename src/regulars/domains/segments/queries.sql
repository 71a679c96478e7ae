-- saved --
SELECT segment, title, definition, changed_at FROM segments_saved
WHERE program_id = %(program_id)s ORDER BY segment;

-- save --
INSERT INTO segments_saved (program_id, segment, title, definition, changed_at)
VALUES (%(program_id)s, %(segment)s, %(title)s, %(definition)s::text::json, %(changed_at)s)
ON CONFLICT (program_id, segment) DO UPDATE
SET title = excluded.title, definition = excluded.definition, changed_at = excluded.changed_at;

-- remove --
DELETE FROM segments_saved WHERE program_id = %(program_id)s AND segment = %(segment)s;

-- enter --
INSERT INTO segments_membership (account_id, segment, program_id, since)
SELECT account_id, segment, program_id, since
FROM unnest(%(account_ids)s::uuid[], %(segments)s::text[], %(program_ids)s::uuid[],
            %(sinces)s::timestamptz[]) AS new(account_id, segment, program_id, since)
ON CONFLICT DO NOTHING;

-- enter for one account --
INSERT INTO segments_membership (account_id, segment, program_id, since)
SELECT %(account_id)s::uuid, segment, program_id, since
FROM unnest(%(segments)s::text[], %(program_ids)s::uuid[],
            %(sinces)s::timestamptz[]) AS new(segment, program_id, since)
ON CONFLICT DO NOTHING;

-- leave --
DELETE FROM segments_membership AS m
USING unnest(%(account_ids)s::uuid[], %(segments)s::text[]) AS gone(account_id, segment)
WHERE m.account_id = gone.account_id AND m.segment = gone.segment;

-- leave for one account --
DELETE FROM segments_membership AS m
USING unnest(%(segments)s::text[]) AS gone(segment)
WHERE m.account_id = %(account_id)s AND m.segment = gone.segment;

-- forget --
DELETE FROM segments_membership WHERE account_id = %(account_id)s;

-- counts --
SELECT segment, count(*) FROM segments_membership WHERE program_id = %(program_id)s GROUP BY segment;

-- members --
SELECT account_id, since FROM segments_membership
WHERE program_id = %(program_id)s AND segment = %(segment)s AND account_id > %(after)s
ORDER BY account_id LIMIT %(limit)s;

-- scale --
SELECT scale FROM segments_scale WHERE program_id = %(program_id)s;

-- keep_scale --
INSERT INTO segments_scale (program_id, scale, made_at)
VALUES (%(program_id)s, %(scale)s::text::json, %(made_at)s)
ON CONFLICT (program_id) DO UPDATE SET scale = excluded.scale, made_at = excluded.made_at;

-- accounts --
SELECT DISTINCT account_id FROM segments_membership
WHERE program_id = %(program_id)s AND segment = ANY(%(segments)s) AND account_id > %(after)s
  AND (%(until)s::timestamptz IS NULL OR since <= %(until)s)
ORDER BY account_id LIMIT %(limit)s;

-- count_any --
SELECT count(DISTINCT account_id) FROM segments_membership
WHERE program_id = %(program_id)s AND segment = ANY(%(segments)s);

-- those_in --
SELECT account_id FROM segments_membership
WHERE program_id = %(program_id)s AND segment = %(segment)s AND account_id = ANY(%(account_ids)s);

-- those_in for one account --
SELECT account_id FROM segments_membership
WHERE program_id = %(program_id)s AND segment = %(segment)s AND account_id = %(account_id)s;

-- put --
INSERT INTO outbox_waiting (account_id, outbox_id, program_id, envelopes)
SELECT account_id, outbox_id, program_id, envelopes::json
FROM unnest(%(account_ids)s::uuid[], %(outbox_ids)s::uuid[], %(program_ids)s::uuid[], %(envelopes)s::text[])
     AS new(account_id, outbox_id, program_id, envelopes);

-- put for one account --
INSERT INTO outbox_waiting (account_id, outbox_id, program_id, envelopes)
SELECT %(account_id)s::uuid, outbox_id, program_id, envelopes::json
FROM unnest(%(outbox_ids)s::uuid[], %(program_ids)s::uuid[], %(envelopes)s::text[])
     AS new(outbox_id, program_id, envelopes);

-- copy --
COPY outbox_waiting (account_id, outbox_id, program_id, envelopes) FROM STDIN;

-- lock_drainer --
-- One drainer at a time, of all or of a shard: a second one finds no row and leaves.
SELECT position FROM outbox_cursor WHERE consumer = %(consumer)s FOR UPDATE SKIP LOCKED;

-- hold_feed --
-- Drainers of shards meet here, each for as long as it gives positions.
SELECT position FROM outbox_cursor WHERE consumer = '@feed' FOR UPDATE;

-- shards --
-- First whoever has had least.
SELECT consumer FROM outbox_cursor WHERE starts_with(consumer, '@feed/') ORDER BY position, consumer;

-- take --
-- Rows still being committed are not seen; they come with a later batch and a higher position.
DELETE FROM outbox_waiting AS w
USING (SELECT account_id, outbox_id FROM outbox_waiting ORDER BY outbox_id LIMIT %(limit)s
       FOR UPDATE SKIP LOCKED) AS next
WHERE w.account_id = next.account_id AND w.outbox_id = next.outbox_id
RETURNING w.outbox_id, w.program_id, w.account_id, w.envelopes;

-- next_of_shard --
-- An id's last byte says nothing of its time: shards are of one size.
SELECT account_id, outbox_id FROM outbox_waiting
WHERE get_byte(uuid_send(account_id), 15) %% %(shards)s::int = %(shard)s::int
ORDER BY outbox_id LIMIT %(limit)s;

-- take_some --
DELETE FROM outbox_waiting AS w
USING unnest(%(account_ids)s::uuid[], %(outbox_ids)s::uuid[]) AS next(account_id, outbox_id)
WHERE w.account_id = next.account_id AND w.outbox_id = next.outbox_id
RETURNING w.outbox_id, w.program_id, w.account_id, w.envelopes;

-- take_some for one account --
DELETE FROM outbox_waiting
WHERE account_id = %(account_id)s AND outbox_id = ANY(%(outbox_ids)s::uuid[])
RETURNING outbox_id, program_id, account_id, envelopes;

-- set_aside --
INSERT INTO outbox_aside (account_id, outbox_id, program_id, envelopes, why, set_aside_at)
SELECT account_id, outbox_id, program_id, envelopes::json, why, %(now)s
FROM unnest(%(account_ids)s::uuid[], %(outbox_ids)s::uuid[], %(program_ids)s::uuid[], %(envelopes)s::text[],
            %(whys)s::text[])
     AS new(account_id, outbox_id, program_id, envelopes, why);

-- set_aside for one account --
INSERT INTO outbox_aside (account_id, outbox_id, program_id, envelopes, why, set_aside_at)
SELECT %(account_id)s::uuid, outbox_id, program_id, envelopes::json, why, %(now)s
FROM unnest(%(outbox_ids)s::uuid[], %(program_ids)s::uuid[], %(envelopes)s::text[],
            %(whys)s::text[])
     AS new(outbox_id, program_id, envelopes, why);

-- aside --
SELECT account_id, outbox_id, program_id, envelopes, why, set_aside_at FROM outbox_aside
ORDER BY outbox_id, account_id LIMIT %(limit)s;

-- count_aside --
SELECT count(*) FROM outbox_aside WHERE program_id = %(program_id)s;

-- count_all_aside --
SELECT count(*) FROM outbox_aside;

-- put_back --
WITH taken AS (DELETE FROM outbox_aside RETURNING account_id, outbox_id, program_id, envelopes)
INSERT INTO outbox_waiting (account_id, outbox_id, program_id, envelopes)
SELECT account_id, outbox_id, program_id, envelopes FROM taken;

-- publish --
INSERT INTO outbox_feed (position, program_id, account_id, envelope)
SELECT position, program_id, account_id, envelope::json
FROM unnest(%(positions)s::bigint[], %(program_ids)s::uuid[], %(account_ids)s::uuid[], %(envelopes)s::text[])
     AS new(position, program_id, account_id, envelope);

-- move_cursor --
INSERT INTO outbox_cursor (consumer, position) VALUES (%(consumer)s, %(position)s)
ON CONFLICT (consumer) DO UPDATE SET position = excluded.position;

-- cursor --
SELECT position FROM outbox_cursor WHERE consumer = %(consumer)s;

-- read --
SELECT position, program_id, account_id, envelope FROM outbox_feed
WHERE position > %(after)s ORDER BY position LIMIT %(limit)s;

-- waiting --
SELECT count(*) FROM outbox_waiting;

-- oldest_waiting --
-- An id begins with the moment at which it was made.
SELECT outbox_id FROM outbox_waiting ORDER BY outbox_id LIMIT 1;

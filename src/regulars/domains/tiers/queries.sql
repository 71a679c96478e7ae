-- insert_changes --
INSERT INTO tiers_change (account_id, change_id, program_id, set_id, before, after, at, until, why, actor)
SELECT account_id, change_id, program_id, set_id, before, after, at, until, why, actor
FROM unnest(%(account_ids)s::uuid[], %(change_ids)s::uuid[], %(program_ids)s::uuid[], %(set_ids)s::text[],
            %(before)s::text[], %(after)s::text[], %(at)s::timestamptz[], %(until)s::timestamptz[],
            %(why)s::text[], %(actors)s::text[])
     AS new(account_id, change_id, program_id, set_id, before, after, at, until, why, actor);

-- insert_changes for one account --
INSERT INTO tiers_change (account_id, change_id, program_id, set_id, before, after, at, until, why, actor)
SELECT %(account_id)s::uuid, change_id, program_id, set_id, before, after, at, until, why, actor
FROM unnest(%(change_ids)s::uuid[], %(program_ids)s::uuid[], %(set_ids)s::text[],
            %(before)s::text[], %(after)s::text[], %(at)s::timestamptz[], %(until)s::timestamptz[],
            %(why)s::text[], %(actors)s::text[])
     AS new(change_id, program_id, set_id, before, after, at, until, why, actor);

-- put_standings --
INSERT INTO tiers_standing (account_id, set_id, program_id, level, since, until)
SELECT account_id, set_id, program_id, level, since, until
FROM unnest(%(account_ids)s::uuid[], %(set_ids)s::text[], %(program_ids)s::uuid[], %(levels)s::text[],
            %(since)s::timestamptz[], %(until)s::timestamptz[])
     AS new(account_id, set_id, program_id, level, since, until)
ON CONFLICT (account_id, set_id)
DO UPDATE SET level = excluded.level, since = excluded.since, until = excluded.until;

-- put_standings for one account --
INSERT INTO tiers_standing (account_id, set_id, program_id, level, since, until)
SELECT %(account_id)s::uuid, set_id, program_id, level, since, until
FROM unnest(%(set_ids)s::text[], %(program_ids)s::uuid[], %(levels)s::text[],
            %(since)s::timestamptz[], %(until)s::timestamptz[])
     AS new(set_id, program_id, level, since, until)
ON CONFLICT (account_id, set_id)
DO UPDATE SET level = excluded.level, since = excluded.since, until = excluded.until;

-- insert_decisions --
INSERT INTO tiers_decision (account_id, decision_id, program_id, set_id, level, status, at, until, actor, reason)
SELECT account_id, decision_id, program_id, set_id, level, status, at, until, actor, reason
FROM unnest(%(account_ids)s::uuid[], %(decision_ids)s::uuid[], %(program_ids)s::uuid[], %(set_ids)s::text[],
            %(levels)s::text[], %(statuses)s::text[], %(at)s::timestamptz[], %(until)s::timestamptz[],
            %(actors)s::text[], %(reasons)s::text[])
     AS new(account_id, decision_id, program_id, set_id, level, status, at, until, actor, reason);

-- insert_decisions for one account --
INSERT INTO tiers_decision (account_id, decision_id, program_id, set_id, level, status, at, until, actor, reason)
SELECT %(account_id)s::uuid, decision_id, program_id, set_id, level, status, at, until, actor, reason
FROM unnest(%(decision_ids)s::uuid[], %(program_ids)s::uuid[], %(set_ids)s::text[],
            %(levels)s::text[], %(statuses)s::text[], %(at)s::timestamptz[], %(until)s::timestamptz[],
            %(actors)s::text[], %(reasons)s::text[])
     AS new(decision_id, program_id, set_id, level, status, at, until, actor, reason);

-- put_open --
INSERT INTO tiers_open (account_id, set_id, level, program_id, status, since, until)
SELECT account_id, set_id, level, program_id, status, since, until
FROM unnest(%(account_ids)s::uuid[], %(set_ids)s::text[], %(levels)s::text[], %(program_ids)s::uuid[],
            %(statuses)s::text[], %(since)s::timestamptz[], %(until)s::timestamptz[])
     AS new(account_id, set_id, level, program_id, status, since, until)
ON CONFLICT (account_id, set_id, level)
DO UPDATE SET status = excluded.status, since = excluded.since, until = excluded.until;

-- put_open for one account --
INSERT INTO tiers_open (account_id, set_id, level, program_id, status, since, until)
SELECT %(account_id)s::uuid, set_id, level, program_id, status, since, until
FROM unnest(%(set_ids)s::text[], %(levels)s::text[], %(program_ids)s::uuid[],
            %(statuses)s::text[], %(since)s::timestamptz[], %(until)s::timestamptz[])
     AS new(set_id, level, program_id, status, since, until)
ON CONFLICT (account_id, set_id, level)
DO UPDATE SET status = excluded.status, since = excluded.since, until = excluded.until;

-- close --
DELETE FROM tiers_open AS held
USING unnest(%(account_ids)s::uuid[], %(set_ids)s::text[], %(levels)s::text[]) AS gone(account_id, set_id, level)
WHERE held.account_id = gone.account_id AND held.set_id = gone.set_id AND held.level = gone.level;

-- close for one account --
DELETE FROM tiers_open AS held
USING unnest(%(set_ids)s::text[], %(levels)s::text[]) AS gone(set_id, level)
WHERE held.account_id = %(account_id)s AND held.set_id = gone.set_id AND held.level = gone.level;

-- put_adviser --
INSERT INTO tiers_adviser (account_id, program_id, name, actor, named_at)
VALUES (%(account_id)s, %(program_id)s, %(name)s, %(actor)s, %(named_at)s)
ON CONFLICT (account_id)
DO UPDATE SET name = excluded.name, actor = excluded.actor, named_at = excluded.named_at;

-- drop_adviser --
DELETE FROM tiers_adviser WHERE account_id = %(account_id)s;

-- forget_reasons --
UPDATE tiers_decision SET reason = NULL WHERE account_id = %(account_id)s AND reason IS NOT NULL;

-- leave_open --
DELETE FROM tiers_open WHERE account_id = %(account_id)s;

-- leave_standing --
DELETE FROM tiers_standing WHERE account_id = %(account_id)s;

-- adviser --
SELECT account_id, program_id, name, actor, named_at FROM tiers_adviser WHERE account_id = %(account_id)s;

-- changes --
SELECT account_id, change_id, program_id, set_id, before, after, at, until, why, actor
FROM tiers_change
WHERE account_id = %(account_id)s AND (%(before)s::uuid IS NULL OR change_id < %(before)s)
ORDER BY change_id DESC
LIMIT %(limit)s;

-- decisions --
SELECT account_id, decision_id, program_id, set_id, level, status, at, until, actor, reason
FROM tiers_decision
WHERE account_id = %(account_id)s
ORDER BY decision_id DESC
LIMIT %(limit)s;

-- open --
-- The oldest first: who waits longest is decided about first.
SELECT account_id, set_id, level, program_id, status, since, until
FROM tiers_open
WHERE program_id = %(program_id)s AND (%(status)s = '' OR status = %(status)s)
  AND (since, account_id, set_id, level)
      > (%(since)s, %(account_id)s, %(set_id)s::text, %(level)s::text)
ORDER BY since, account_id, set_id, level
LIMIT %(limit)s;

-- count_levels --
SELECT set_id, level, count(*) FROM tiers_standing WHERE program_id = %(program_id)s GROUP BY set_id, level;

-- count_open --
SELECT count(*) FROM tiers_open WHERE program_id = %(program_id)s AND status = %(status)s;

-- levels_of --
SELECT account_id, level FROM tiers_standing WHERE account_id = ANY(%(account_ids)s);

-- levels_of for one account --
SELECT account_id, level FROM tiers_standing WHERE account_id = %(account_id)s;

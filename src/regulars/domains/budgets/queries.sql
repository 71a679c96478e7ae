-- open_slots --
INSERT INTO budgets_slot (program_id, limit_key, slot, used, added)
SELECT %(program_id)s, key, 0, 0, 0 FROM unnest(%(keys)s::text[]) AS key ORDER BY key
ON CONFLICT DO NOTHING;

-- lock_slots --
-- What is left is an input of the rules, so it may not change until they are written down.
SELECT limit_key, used - added FROM budgets_slot
WHERE program_id = %(program_id)s AND limit_key = ANY(%(keys)s)
ORDER BY limit_key, slot FOR UPDATE;

-- use --
UPDATE budgets_slot AS s SET used = s.used + new.amount
FROM unnest(%(keys)s::text[], %(amounts)s::bigint[]) AS new(limit_key, amount)
WHERE s.program_id = %(program_id)s AND s.limit_key = new.limit_key AND s.slot = 0;

-- add --
UPDATE budgets_slot AS s SET added = s.added + new.amount
FROM unnest(%(keys)s::text[], %(amounts)s::bigint[]) AS new(limit_key, amount)
WHERE s.program_id = %(program_id)s AND s.limit_key = new.limit_key AND s.slot = 0;

-- taken --
SELECT limit_key, sum(used)::bigint FROM budgets_slot WHERE program_id = %(program_id)s GROUP BY limit_key;

-- used --
SELECT limit_key, sum(used - added)::bigint FROM budgets_slot WHERE program_id = %(program_id)s GROUP BY limit_key;

-- note_change --
INSERT INTO budgets_change (program_id, change_key, limit_key, amount, actor, reason, at)
VALUES (%(program_id)s, %(change_key)s, %(limit_key)s, %(amount)s, %(actor)s, %(reason)s, %(at)s);

-- change_of --
SELECT program_id, change_key, limit_key, amount, actor, reason, at FROM budgets_change
WHERE program_id = %(program_id)s AND change_key = %(change_key)s;

-- changes --
SELECT program_id, change_key, limit_key, amount, actor, reason, at FROM budgets_change
WHERE program_id = %(program_id)s AND limit_key = %(limit_key)s
ORDER BY at DESC, change_key LIMIT %(limit)s;

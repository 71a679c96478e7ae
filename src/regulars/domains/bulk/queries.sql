-- begin --
INSERT INTO bulk_run (run_id, program_id, key, what, actor, created_at, undoes, total)
VALUES (%(run_id)s, %(program_id)s, %(key)s, %(what)s, %(actor)s, %(created_at)s, %(undoes)s, %(total)s)
ON CONFLICT DO NOTHING;

-- items --
INSERT INTO bulk_item (run_id, member_id, status, why)
SELECT %(run_id)s, member_id, 'waiting', '' FROM unnest(%(member_ids)s::uuid[]) AS member_id
ON CONFLICT DO NOTHING;

-- by_key --
SELECT run_id, program_id, key, what, actor, created_at, finished_at, undoes, total
FROM bulk_run WHERE program_id = %(program_id)s AND key = %(key)s;

-- run --
SELECT run_id, program_id, key, what, actor, created_at, finished_at, undoes, total
FROM bulk_run WHERE run_id = %(run_id)s;

-- undone_by --
SELECT run_id FROM bulk_run WHERE undoes = %(run_id)s;

-- newest --
SELECT run_id, program_id, key, what, actor, created_at, finished_at, undoes, total
FROM bulk_run WHERE program_id = %(program_id)s ORDER BY run_id DESC LIMIT %(limit)s;

-- claim --
SELECT run_id, member_id, status, why FROM bulk_item
WHERE run_id = %(run_id)s AND status = 'waiting'
ORDER BY member_id LIMIT 1 FOR UPDATE SKIP LOCKED;

-- settle --
UPDATE bulk_item SET status = %(status)s, why = %(why)s
WHERE run_id = %(run_id)s AND member_id = %(member_id)s AND status = 'waiting';

-- finish --
UPDATE bulk_run SET finished_at = %(now)s
WHERE run_id = %(run_id)s AND finished_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM bulk_item WHERE run_id = %(run_id)s AND status = 'waiting');

-- counts --
SELECT status, count(*) FROM bulk_item WHERE run_id = %(run_id)s GROUP BY status;

-- of_status --
SELECT run_id, member_id, status, why FROM bulk_item
WHERE run_id = %(run_id)s AND (%(status)s = '' OR status = %(status)s) AND member_id > %(after)s
ORDER BY member_id LIMIT %(limit)s;

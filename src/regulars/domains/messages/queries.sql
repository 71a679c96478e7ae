-- insert_notices --
INSERT INTO messages_notice (account_id, notice_id, program_id, trigger, data, due_at, created_at)
SELECT account_id, notice_id, program_id, trigger, data::json, due_at, created_at
FROM unnest(%(account_ids)s::uuid[], %(notice_ids)s::uuid[], %(program_ids)s::uuid[],
            %(triggers)s::text[], %(data)s::text[], %(due)s::timestamptz[], %(created)s::timestamptz[])
     AS new(account_id, notice_id, program_id, trigger, data, due_at, created_at);

-- insert_notices for one account --
INSERT INTO messages_notice (account_id, notice_id, program_id, trigger, data, due_at, created_at)
SELECT %(account_id)s::uuid, notice_id, program_id, trigger, data::json, due_at, created_at
FROM unnest(%(notice_ids)s::uuid[], %(program_ids)s::uuid[],
            %(triggers)s::text[], %(data)s::text[], %(due)s::timestamptz[], %(created)s::timestamptz[])
     AS new(notice_id, program_id, trigger, data, due_at, created_at);

-- notices --
SELECT account_id, notice_id, program_id, trigger, data, due_at, created_at
FROM messages_notice
WHERE account_id = %(account_id)s AND (%(before)s::uuid IS NULL OR notice_id < %(before)s)
ORDER BY notice_id DESC
LIMIT %(limit)s;

-- count_by_trigger --
SELECT trigger, count(*) FROM messages_notice WHERE program_id = %(program_id)s GROUP BY trigger ORDER BY trigger;

-- newest_notices --
-- Of the whole program, newest first, after the last one of the page before.
SELECT account_id, notice_id, program_id, trigger, data, due_at, created_at
FROM messages_notice
WHERE program_id = %(program_id)s
  AND (created_at, notice_id) < (%(created_at)s, %(notice_id)s)
ORDER BY created_at DESC, notice_id DESC
LIMIT %(limit)s;

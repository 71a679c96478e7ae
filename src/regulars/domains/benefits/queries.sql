-- insert_uses --
INSERT INTO benefits_use (account_id, event_no, program_id, benefit, period, order_ref, location,
                          saved_minor, actor, used_at)
SELECT account_id, event_no, program_id, benefit, period, order_ref, location, saved_minor, actor, used_at
FROM unnest(%(account_ids)s::uuid[], %(events)s::bigint[], %(program_ids)s::uuid[], %(benefits)s::text[],
            %(periods)s::text[], %(orders)s::text[], %(locations)s::text[], %(saved)s::bigint[],
            %(actors)s::text[], %(used)s::timestamptz[])
     AS new(account_id, event_no, program_id, benefit, period, order_ref, location, saved_minor, actor, used_at);

-- insert_uses for one account --
INSERT INTO benefits_use (account_id, event_no, program_id, benefit, period, order_ref, location,
                          saved_minor, actor, used_at)
SELECT %(account_id)s::uuid, event_no, program_id, benefit, period, order_ref, location, saved_minor, actor, used_at
FROM unnest(%(events)s::bigint[], %(program_ids)s::uuid[], %(benefits)s::text[],
            %(periods)s::text[], %(orders)s::text[], %(locations)s::text[], %(saved)s::bigint[],
            %(actors)s::text[], %(used)s::timestamptz[])
     AS new(event_no, program_id, benefit, period, order_ref, location, saved_minor, actor, used_at);

-- undo_uses --
UPDATE benefits_use AS held SET undone_at = gone.undone_at
FROM unnest(%(account_ids)s::uuid[], %(events)s::bigint[], %(undone)s::timestamptz[])
     AS gone(account_id, event_no, undone_at)
WHERE held.account_id = gone.account_id AND held.event_no = gone.event_no;

-- undo_uses for one account --
UPDATE benefits_use AS held SET undone_at = gone.undone_at
FROM unnest(%(events)s::bigint[], %(undone)s::timestamptz[])
     AS gone(event_no, undone_at)
WHERE held.account_id = %(account_id)s AND held.event_no = gone.event_no;

-- use --
SELECT account_id, event_no, program_id, benefit, period, order_ref, location, saved_minor, actor,
       used_at, undone_at
FROM benefits_use WHERE account_id = %(account_id)s AND event_no = %(event_no)s;

-- uses_on --
SELECT u.account_id, u.event_no, u.program_id, u.benefit, u.period, u.order_ref, u.location,
       u.saved_minor, u.actor, u.used_at, u.undone_at
FROM unnest(%(account_ids)s::uuid[], %(orders)s::text[]) AS wanted(account_id, order_ref)
JOIN benefits_use AS u USING (account_id, order_ref)
WHERE u.order_ref <> ''
ORDER BY u.account_id, u.event_no;

-- uses_on for one account --
SELECT account_id, event_no, program_id, benefit, period, order_ref, location, saved_minor, actor,
       used_at, undone_at
FROM benefits_use
WHERE account_id = %(account_id)s AND order_ref = ANY(%(orders)s) AND order_ref <> ''
ORDER BY event_no;

-- uses --
SELECT account_id, event_no, program_id, benefit, period, order_ref, location, saved_minor, actor,
       used_at, undone_at
FROM benefits_use
WHERE account_id = %(account_id)s AND (%(before)s::bigint IS NULL OR event_no < %(before)s)
ORDER BY event_no DESC
LIMIT %(limit)s;

-- count_uses --
SELECT benefit, count(*)::bigint, count(DISTINCT account_id)::bigint, sum(saved_minor)::bigint
FROM benefits_use WHERE program_id = %(program_id)s AND undone_at IS NULL
GROUP BY benefit;

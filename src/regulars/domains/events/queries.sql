-- shared by_number --
-- The order's alias is the one hot fan-out: one look-up by the shop's own number.
FROM unnest(%(program_ids)s::uuid[], %(sources)s::text[], %(external_ids)s::text[])
     AS wanted(program_id, source, external_id)
JOIN events_order AS o USING (program_id, source, external_id);

-- orders_by_key --
SELECT o.program_id, o.source, o.external_id, o.order_id, o.account_id, o.holder_id, o.event_no,
       o.fingerprint, o.body, o.inputs, o.outcome, o.standing, o.occurred_at, o.booked_at,
       o.first_seq, o.last_seq
{{by_number}};

-- holders --
SELECT o.holder_id
{{by_number}};

-- orders_by_id --
SELECT program_id, source, external_id, order_id, account_id, holder_id, event_no, fingerprint,
       body, inputs, outcome, standing, occurred_at, booked_at, first_seq, last_seq
FROM events_order
WHERE order_id = ANY(%(order_ids)s) AND program_id = %(program_id)s;

-- orders_of_account --
-- What was booked on the account, for replay; paged by event number.
SELECT program_id, source, external_id, order_id, account_id, holder_id, event_no, fingerprint,
       body, inputs, outcome, standing, occurred_at, booked_at, first_seq, last_seq
FROM events_order
WHERE account_id = ANY(%(account_ids)s)
ORDER BY account_id, event_no;

-- orders_held --
-- What the account holds now, newest first.
SELECT program_id, source, external_id, order_id, account_id, holder_id, event_no, fingerprint,
       body, inputs, outcome, standing, occurred_at, booked_at, first_seq, last_seq
FROM events_order
WHERE holder_id = %(account_id)s
ORDER BY occurred_at DESC, external_id
LIMIT %(limit)s;

-- orders_bought --
-- What the account holds now, newest first, with a line of this article where one is named.
SELECT program_id, source, external_id, order_id, account_id, holder_id, event_no, fingerprint,
       body, inputs, outcome, standing, occurred_at, booked_at, first_seq, last_seq
FROM events_order
WHERE holder_id = %(account_id)s AND occurred_at >= %(since)s
  AND (occurred_at, order_id) < (%(before_at)s, %(before_id)s)
  AND (%(lines)s::text IS NULL OR (body::jsonb -> 'lines') @> %(lines)s::text::jsonb)
ORDER BY occurred_at DESC, order_id DESC
LIMIT %(limit)s;

-- insert_orders --
-- A number that another transaction took meanwhile raises, and the whole batch is done again.
INSERT INTO events_order (program_id, source, external_id, order_id, account_id, holder_id,
    event_no, fingerprint, body, inputs, outcome, standing, occurred_at, booked_at, first_seq, last_seq)
SELECT program_id, source, external_id, order_id, account_id, account_id,
       event_no, fingerprint, body::json, inputs::json, outcome::json, standing::json,
       occurred_at, booked_at, first_seq, last_seq
FROM unnest(%(program_ids)s::uuid[], %(sources)s::text[], %(external_ids)s::text[],
            %(order_ids)s::uuid[], %(account_ids)s::uuid[], %(event_nos)s::bigint[],
            %(fingerprints)s::bytea[], %(bodies)s::text[], %(inputs)s::text[], %(outcomes)s::text[],
            %(standings)s::text[], %(occurred)s::timestamptz[], %(booked)s::timestamptz[],
            %(first_seqs)s::bigint[], %(last_seqs)s::bigint[])
     AS new(program_id, source, external_id, order_id, account_id, event_no, fingerprint, body,
            inputs, outcome, standing, occurred_at, booked_at, first_seq, last_seq);

-- copy_orders --
COPY events_order (program_id, source, external_id, order_id, account_id, holder_id, event_no,
    fingerprint, body, inputs, outcome, standing, occurred_at, booked_at, first_seq, last_seq)
FROM STDIN;

-- marks --
SELECT o.program_id, o.source, o.external_id, o.fingerprint
{{by_number}};

-- restand_orders --
-- How orders stand after refunds, and who holds them after a claim.
UPDATE events_order AS o SET standing = new.standing::json, holder_id = new.holder_id
FROM unnest(%(program_ids)s::uuid[], %(sources)s::text[], %(external_ids)s::text[],
            %(standings)s::text[], %(holder_ids)s::uuid[])
     AS new(program_id, source, external_id, standing, holder_id)
WHERE (o.program_id, o.source, o.external_id) = (new.program_id, new.source, new.external_id);

-- events_by_key --
SELECT e.account_id, e.event_no, e.key, e.kind, e.fingerprint, e.body, e.inputs, e.outcome,
       e.occurred_at, e.booked_at, e.first_seq, e.last_seq
FROM unnest(%(account_ids)s::uuid[], %(keys)s::text[]) AS wanted(account_id, key)
JOIN events_event AS e USING (account_id, key);

-- events_by_key for one account --
SELECT e.account_id, e.event_no, e.key, e.kind, e.fingerprint, e.body, e.inputs, e.outcome,
       e.occurred_at, e.booked_at, e.first_seq, e.last_seq
FROM events_event AS e WHERE e.account_id = %(account_id)s AND e.key = ANY(%(keys)s::text[]);

-- events_told --
-- A move's key names the account that it came from.
SELECT e.account_id, e.event_no, e.key, e.kind, e.fingerprint, e.body, e.inputs, e.outcome,
       e.occurred_at, e.booked_at, e.first_seq, e.last_seq
FROM unnest(%(first_ids)s::uuid[], %(holder_ids)s::uuid[], %(keys)s::text[])
     AS wanted(first_id, holder_id, key)
JOIN events_event AS e ON e.key = wanted.key AND e.account_id = ANY(
    ARRAY[wanted.first_id, wanted.holder_id] || ARRAY(
        SELECT CASE WHEN m.kind = 'account.moved_in' THEN split_part(m.key, ':', 2)::uuid END
        FROM events_event AS m
        WHERE m.account_id IN (wanted.first_id, wanted.holder_id)
          AND m.kind = 'account.moved_in'));

-- moved_in --
-- A move's key names the account that it emptied.
SELECT key FROM events_event
WHERE account_id = %(account_id)s AND kind = 'account.moved_in'
  AND (%(event_no)s::bigint IS NULL OR event_no = %(event_no)s);

-- events_of_account --
SELECT account_id, event_no, key, kind, fingerprint, body, inputs, outcome, occurred_at, booked_at,
       first_seq, last_seq
FROM events_event
WHERE account_id = ANY(%(account_ids)s)
ORDER BY account_id, event_no;

-- events_of_account for one account --
SELECT account_id, event_no, key, kind, fingerprint, body, inputs, outcome, occurred_at, booked_at,
       first_seq, last_seq
FROM events_event
WHERE account_id = %(account_id)s
ORDER BY event_no;

-- insert_events --
INSERT INTO events_event (account_id, event_no, key, kind, fingerprint, body, inputs, outcome,
    occurred_at, booked_at, first_seq, last_seq)
SELECT account_id, event_no, key, kind, fingerprint, body::json, inputs::json, outcome::json,
       occurred_at, booked_at, first_seq, last_seq
FROM unnest(%(account_ids)s::uuid[], %(event_nos)s::bigint[], %(keys)s::text[], %(kinds)s::text[],
            %(fingerprints)s::bytea[], %(bodies)s::text[], %(inputs)s::text[], %(outcomes)s::text[],
            %(occurred)s::timestamptz[], %(booked)s::timestamptz[],
            %(first_seqs)s::bigint[], %(last_seqs)s::bigint[])
     AS new(account_id, event_no, key, kind, fingerprint, body, inputs, outcome, occurred_at,
            booked_at, first_seq, last_seq);

-- insert_events for one account --
INSERT INTO events_event (account_id, event_no, key, kind, fingerprint, body, inputs, outcome,
    occurred_at, booked_at, first_seq, last_seq)
SELECT %(account_id)s::uuid, event_no, key, kind, fingerprint, body::json, inputs::json, outcome::json,
       occurred_at, booked_at, first_seq, last_seq
FROM unnest(%(event_nos)s::bigint[], %(keys)s::text[], %(kinds)s::text[],
            %(fingerprints)s::bytea[], %(bodies)s::text[], %(inputs)s::text[], %(outcomes)s::text[],
            %(occurred)s::timestamptz[], %(booked)s::timestamptz[],
            %(first_seqs)s::bigint[], %(last_seqs)s::bigint[])
     AS new(event_no, key, kind, fingerprint, body, inputs, outcome, occurred_at,
            booked_at, first_seq, last_seq);

-- redact_events --
-- Erasure: what the member told of themselves goes, that it happened stays.
UPDATE events_event SET body = %(body)s::text::json
WHERE account_id = %(account_id)s AND kind = ANY(%(kinds)s);

-- blank_activities --
-- Erasure: whatever was told with an activity goes, its type stays.
UPDATE events_event SET body = jsonb_set(body::jsonb, '{data}', '{}')::json
WHERE account_id = %(account_id)s AND kind = 'activity';

-- park --
INSERT INTO events_parked (program_id, source, order_external_id, key, fingerprint, body, parked_at,
    refused)
VALUES (%(program_id)s, %(source)s, %(order_external_id)s, %(key)s, %(fingerprint)s,
        %(body)s::text::json, %(parked_at)s, '')
ON CONFLICT DO NOTHING;

-- parked --
SELECT p.program_id, p.source, p.order_external_id, p.key, p.fingerprint, p.body, p.parked_at,
       p.refused
FROM unnest(%(program_ids)s::uuid[], %(sources)s::text[], %(external_ids)s::text[])
     AS wanted(program_id, source, order_external_id)
JOIN events_parked AS p USING (program_id, source, order_external_id)
ORDER BY p.parked_at, p.key;

-- parked_refused --
SELECT program_id, source, order_external_id, key, fingerprint, body, parked_at, refused
FROM events_parked
WHERE program_id = %(program_id)s AND refused <> '' AND (parked_at, key) < (%(at)s, %(key)s::text)
ORDER BY parked_at DESC, key DESC
LIMIT %(limit)s;

-- arrived --
-- Orders that are there, for which a refund still waits.
SELECT DISTINCT p.program_id, p.source, p.order_external_id
FROM events_parked AS p
JOIN events_order AS o ON o.program_id = p.program_id AND o.source = p.source
    AND o.external_id = p.order_external_id
WHERE p.program_id = %(program_id)s AND p.refused = ''
ORDER BY p.source, p.order_external_id
LIMIT %(limit)s;

-- refuse_parked --
UPDATE events_parked SET refused = %(code)s
WHERE program_id = %(program_id)s AND source = %(source)s
  AND order_external_id = %(order_external_id)s AND key = %(key)s;

-- unpark --
DELETE FROM events_parked
WHERE program_id = %(program_id)s AND source = %(source)s
  AND order_external_id = %(order_external_id)s AND key = %(key)s;

-- counts --
SELECT count(*), coalesce(min(occurred_at), %(none)s), coalesce(max(occurred_at), %(none)s)
FROM events_order WHERE program_id = %(program_id)s;

-- orders_before --
-- The newest that was booked on the account before an event.
SELECT program_id, source, external_id, order_id, account_id, holder_id, event_no, fingerprint,
       body, inputs, outcome, standing, occurred_at, booked_at, first_seq, last_seq
FROM events_order
WHERE account_id = %(account_id)s AND event_no < %(before)s
  AND (NOT %(booked)s OR last_seq > 0)
  AND (%(orders)s OR (%(effect)s <> '' AND strpos(outcome::text, %(effect)s) > 0))
ORDER BY event_no DESC
LIMIT %(limit)s;

-- events_before --
-- As staff read them: that segments were found again is no event of the member's.
SELECT account_id, event_no, key, kind, fingerprint, body, inputs, outcome, occurred_at, booked_at,
       first_seq, last_seq
FROM events_event
WHERE account_id = %(account_id)s AND event_no < %(before)s
  AND kind <> 'segments.changed' AND (NOT %(booked)s OR last_seq > 0)
  AND (%(kinds)s::text[] IS NULL OR kind = ANY(%(kinds)s)
       OR (%(effect)s <> '' AND strpos(outcome::text, %(effect)s) > 0))
ORDER BY event_no DESC
LIMIT %(limit)s;

-- tallies --
-- Orders that count, and what is left of their goods after refunds, by holder and window.
SELECT o.holder_id, w.n, count(*), sum(o.net)::bigint
FROM (SELECT holder_id, occurred_at,
             net_minor AS net
      FROM events_order
      WHERE program_id = %(program_id)s AND holder_id = ANY(%(account_ids)s)
        AND counted) AS o
JOIN unnest(%(sinces)s::timestamptz[]) WITH ORDINALITY AS w(since, n) ON o.occurred_at >= w.since
GROUP BY o.holder_id, w.n;

-- ends --
-- Since when and until when somebody ordered, where and through what.
SELECT holder_id, min(occurred_at), max(occurred_at),
       array_remove(array_agg(DISTINCT body->>'location'), NULL),
       array_remove(array_agg(DISTINCT body->>'channel'), NULL)
FROM events_order
WHERE program_id = %(program_id)s AND holder_id = ANY(%(account_ids)s)
  AND counted
GROUP BY holder_id;

-- lines --
SELECT holder_id, occurred_at, body->'lines' FROM events_order
WHERE program_id = %(program_id)s AND holder_id = ANY(%(account_ids)s)
  AND counted;

-- activities --
SELECT e.account_id, e.body->>'type', w.n, count(*)
FROM events_event AS e
JOIN unnest(%(sinces)s::timestamptz[]) WITH ORDINALITY AS w(since, n) ON e.occurred_at >= w.since
WHERE e.account_id = ANY(%(account_ids)s) AND e.kind = 'activity'
  AND e.body->>'type' = ANY(%(types)s)
GROUP BY e.account_id, e.body->>'type', w.n;

-- activities for one account --
SELECT e.account_id, e.body->>'type', w.n, count(*)
FROM events_event AS e
JOIN unnest(%(sinces)s::timestamptz[]) WITH ORDINALITY AS w(since, n) ON e.occurred_at >= w.since
WHERE e.account_id = %(account_id)s AND e.kind = 'activity'
  AND e.body->>'type' = ANY(%(types)s)
GROUP BY e.account_id, e.body->>'type', w.n;

-- cuts --
-- Fifths of all customers by their last order, their number of orders and what they spent; and the
-- last customer of class A and of class B, by spending and account.
WITH one AS (
    SELECT holder_id, max(occurred_at) AS last, count(*) AS orders, sum(net)::bigint AS net
    FROM (SELECT holder_id, occurred_at,
                 net_minor AS net
          FROM events_order
          WHERE program_id = %(program_id)s AND occurred_at >= %(since)s
            AND counted) AS o
    GROUP BY holder_id
), ranked AS (
    SELECT holder_id, net, sum(net) OVER (ORDER BY net DESC, holder_id) - net AS before,
           sum(net) OVER () AS total
    FROM one WHERE net > 0
)
SELECT (SELECT percentile_disc(ARRAY[0.2, 0.4, 0.6, 0.8]) WITHIN GROUP (ORDER BY last) FROM one),
       (SELECT percentile_disc(ARRAY[0.2, 0.4, 0.6, 0.8]) WITHIN GROUP (ORDER BY orders) FROM one),
       (SELECT percentile_disc(ARRAY[0.2, 0.4, 0.6, 0.8]) WITHIN GROUP (ORDER BY net) FROM one),
       (SELECT (net, holder_id)::text FROM ranked WHERE before < 0.80 * total
        ORDER BY net, holder_id DESC LIMIT 1),
       (SELECT (net, holder_id)::text FROM ranked WHERE before < 0.95 * total
        ORDER BY net, holder_id DESC LIMIT 1);

-- orders_between --
SELECT program_id, source, external_id, order_id, account_id, holder_id, event_no, fingerprint,
       body, inputs, outcome, standing, occurred_at, booked_at, first_seq, last_seq
FROM events_order
WHERE program_id = %(program_id)s AND occurred_at >= %(since)s AND occurred_at < %(until)s
  AND counted
ORDER BY occurred_at DESC, order_id
LIMIT %(limit)s;

-- count_between --
SELECT count(*) FROM events_order
WHERE program_id = %(program_id)s AND occurred_at >= %(since)s AND occurred_at < %(until)s
  AND counted;

-- weekdays --
-- Orders by weekday of the shop's own calendar (1 is Monday), in whole weeks.
SELECT extract(isodow FROM occurred_at AT TIME ZONE %(zone)s)::int, count(*)
FROM events_order
WHERE program_id = %(program_id)s AND occurred_at >= %(since)s AND occurred_at < %(until)s
  AND counted
GROUP BY 1 ORDER BY 1;

-- categories --
-- In how many orders each category was bought, in an older window and in the one after it.
SELECT category, count(DISTINCT order_id) FILTER (WHERE occurred_at < %(middle)s),
       count(DISTINCT order_id) FILTER (WHERE occurred_at >= %(middle)s)
FROM events_order,
     json_array_elements(body->'lines') AS line,
     json_array_elements_text(coalesce(line->'categories', '[]'::json)) AS category
WHERE program_id = %(program_id)s AND occurred_at >= %(since)s AND occurred_at < %(until)s
  AND counted
GROUP BY category ORDER BY category;

-- median_order --
-- Of members' orders that count: the middle of what is left of their goods after refunds. Guests'
-- accounts have no member, who is known by having joined.
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY net)::bigint, count(*)
FROM (SELECT net_minor AS net
      FROM events_order AS o
      WHERE program_id = %(program_id)s
        AND occurred_at >= %(since)s AND occurred_at < %(until)s
        AND counted
        AND EXISTS (SELECT FROM events_event AS e
                    WHERE e.account_id = o.holder_id AND e.kind = 'member.joined')) AS orders;

-- orders_numbered --
-- Shops reuse numbers: one look at the index for each source that there is.
WITH RECURSIVE known AS (
    (SELECT source FROM events_order WHERE program_id = %(program_id)s ORDER BY source LIMIT 1)
    UNION ALL
    SELECT (SELECT o.source FROM events_order AS o
            WHERE o.program_id = %(program_id)s AND o.source > known.source ORDER BY o.source LIMIT 1)
    FROM known WHERE known.source IS NOT NULL
)
SELECT o.account_id, o.source, o.external_id
FROM known JOIN events_order AS o
     ON o.program_id = %(program_id)s AND o.source = known.source AND o.external_id = %(external_id)s
LIMIT %(limit)s;

-- refused_parked --
-- Refunds that came before their orders and that the orders then refused.
SELECT count(*) FROM events_parked WHERE program_id = %(program_id)s AND refused <> '';

-- spans --
-- Orders that count, what is left of their goods after refunds, who bought, who of them again,
-- and who for the first time ever, in each of some spans.
WITH everything AS MATERIALIZED (
    SELECT holder_id, occurred_at,
           net_minor AS net
    FROM events_order
    WHERE program_id = %(program_id)s AND counted
      AND occurred_at >= (SELECT min(since) FROM unnest(%(sinces)s::timestamptz[]) AS s(since))
), wanted AS (
    SELECT n, since, until
    FROM unnest(%(sinces)s::timestamptz[], %(untils)s::timestamptz[]) WITH ORDINALITY
         AS w(since, until, n)
), buyers AS (
    SELECT w.n, o.holder_id, count(*) AS orders, sum(o.net) AS net, min(o.occurred_at) AS first_at
    FROM everything AS o JOIN wanted AS w ON o.occurred_at >= w.since AND o.occurred_at < w.until
    GROUP BY w.n, o.holder_id
)
SELECT b.n, sum(b.orders)::bigint, sum(b.net)::bigint, count(*),
       count(*) FILTER (WHERE b.orders > 1),
       count(*) FILTER (WHERE NOT EXISTS (
           SELECT FROM events_order AS e
           WHERE e.holder_id = b.holder_id AND e.occurred_at < b.first_at
             AND e.program_id = %(program_id)s
             AND e.counted))
FROM buyers AS b
GROUP BY b.n;

-- months --
-- The same by month of the shop's calendar, for all that there ever was.
WITH everything AS MATERIALIZED (
    SELECT holder_id, date_trunc('month', occurred_at AT TIME ZONE %(zone)s)::date AS month,
           net_minor AS net
    FROM events_order
    WHERE program_id = %(program_id)s AND counted
), buyers AS (
    SELECT month, holder_id, count(*) AS orders, sum(net) AS net,
           min(month) OVER (PARTITION BY holder_id) AS first_month
    FROM everything GROUP BY month, holder_id
)
SELECT month, sum(orders)::bigint, sum(net)::bigint, count(*), count(*) FILTER (WHERE orders > 1),
       count(*) FILTER (WHERE month = first_month)
FROM buyers GROUP BY month ORDER BY month;

-- open_accounts --
-- FOR UPDATE locks nothing for an account that has no row yet. All rows are made before any is
-- locked, both in id order: batches cannot deadlock.
INSERT INTO ledger_account
    (account_id, program_id, seq, chain_head, pots, state, due_at, opened_at)
SELECT new.account_id, new.program_id, 0, new.head, '{}', %(state)s::text::json, NULL, %(now)s
FROM unnest(%(account_ids)s::uuid[], %(program_ids)s::uuid[], %(heads)s::bytea[])
     AS new(account_id, program_id, head)
LEFT JOIN ledger_account AS known USING (account_id)
WHERE known.account_id IS NULL
ORDER BY new.account_id
ON CONFLICT DO NOTHING;

-- open_accounts for one account --
INSERT INTO ledger_account
    (account_id, program_id, seq, chain_head, pots, state, due_at, opened_at)
SELECT %(account_id)s::uuid, program_id, 0, head, '{}', %(state)s::text::json, NULL, %(now)s
FROM unnest(%(program_ids)s::uuid[], %(heads)s::bytea[]) AS new(program_id, head)
ON CONFLICT DO NOTHING;

-- lock_accounts --
-- Held until commit; entries are booked against exactly these pots and this chain head.
SELECT account_id, program_id, seq, chain_head, pots, state
FROM ledger_account
WHERE account_id = ANY(%(account_ids)s)
ORDER BY account_id
FOR UPDATE;

-- lock_accounts for one account --
SELECT account_id, program_id, seq, chain_head, pots, state
FROM ledger_account
WHERE account_id = %(account_id)s
FOR UPDATE;

-- hold_accounts --
SELECT FROM ledger_account WHERE account_id = ANY(%(account_ids)s) ORDER BY account_id FOR UPDATE;

-- hold_accounts for one account --
SELECT FROM ledger_account WHERE account_id = %(account_id)s FOR UPDATE;

-- insert_entries --
INSERT INTO ledger_entry
    (account_id, seq, kind, origin, event_no, program_version, rule, why, reason_commitment, actor,
     effective_at, booked_at, prev_hash, hash)
SELECT account_id, seq, kind, origin, event_no, program_version, rule, why::json,
       reason_commitment, actor, to_timestamp(effective), booked_at, prev_hash, hash
FROM unnest(%(account_ids)s::uuid[], %(seqs)s::bigint[], %(kinds)s::text[], %(origins)s::text[],
            %(event_nos)s::bigint[], %(versions)s::integer[], %(rules)s::text[], %(whys)s::text[],
            %(commitments)s::bytea[], %(actors)s::text[], %(effective)s::bigint[],
            %(booked)s::timestamptz[], %(prev_hashes)s::bytea[], %(hashes)s::bytea[])
     AS new(account_id, seq, kind, origin, event_no, program_version, rule, why,
            reason_commitment, actor, effective, booked_at, prev_hash, hash);

-- insert_entries for one account --
INSERT INTO ledger_entry
    (account_id, seq, kind, origin, event_no, program_version, rule, why, reason_commitment, actor,
     effective_at, booked_at, prev_hash, hash)
SELECT %(account_id)s::uuid, seq, kind, origin, event_no, program_version, rule, why::json,
       reason_commitment, actor, to_timestamp(effective), booked_at, prev_hash, hash
FROM unnest(%(seqs)s::bigint[], %(kinds)s::text[], %(origins)s::text[],
            %(event_nos)s::bigint[], %(versions)s::integer[], %(rules)s::text[], %(whys)s::text[],
            %(commitments)s::bytea[], %(actors)s::text[], %(effective)s::bigint[],
            %(booked)s::timestamptz[], %(prev_hashes)s::bytea[], %(hashes)s::bytea[])
     AS new(seq, kind, origin, event_no, program_version, rule, why,
            reason_commitment, actor, effective, booked_at, prev_hash, hash);

-- copy_entries --
COPY ledger_entry (account_id, seq, kind, origin, event_no, program_version, rule, why,
    reason_commitment, actor, effective_at, booked_at, prev_hash, hash) FROM STDIN;

-- copy_transfers --
COPY ledger_transfer (account_id, seq, n, currency, debit, credit, amount) FROM STDIN;

-- copy_lots --
COPY ledger_lot (account_id, number, seq, currency, amount, available_at, expires_at, inactive)
FROM STDIN;

-- insert_transfers --
INSERT INTO ledger_transfer (account_id, seq, n, currency, debit, credit, amount)
SELECT account_id, seq, n, currency, debit, credit, amount
FROM unnest(%(account_ids)s::uuid[], %(seqs)s::bigint[], %(ns)s::integer[], %(currencies)s::text[],
            %(debits)s::text[], %(credits)s::text[], %(amounts)s::bigint[])
     AS new(account_id, seq, n, currency, debit, credit, amount);

-- insert_transfers for one account --
INSERT INTO ledger_transfer (account_id, seq, n, currency, debit, credit, amount)
SELECT %(account_id)s::uuid, seq, n, currency, debit, credit, amount
FROM unnest(%(seqs)s::bigint[], %(ns)s::integer[], %(currencies)s::text[],
            %(debits)s::text[], %(credits)s::text[], %(amounts)s::bigint[])
     AS new(seq, n, currency, debit, credit, amount);

-- insert_lots --
INSERT INTO ledger_lot
    (account_id, number, seq, currency, amount, available_at, expires_at, inactive)
SELECT account_id, number, seq, currency, amount, to_timestamp(available), to_timestamp(expires),
       inactive
FROM unnest(%(account_ids)s::uuid[], %(numbers)s::bigint[], %(seqs)s::bigint[],
            %(currencies)s::text[], %(amounts)s::bigint[], %(available)s::bigint[],
            %(expires)s::bigint[], %(inactive)s::boolean[])
     AS new(account_id, number, seq, currency, amount, available, expires, inactive);

-- insert_lots for one account --
INSERT INTO ledger_lot
    (account_id, number, seq, currency, amount, available_at, expires_at, inactive)
SELECT %(account_id)s::uuid, number, seq, currency, amount, to_timestamp(available), to_timestamp(expires),
       inactive
FROM unnest(%(numbers)s::bigint[], %(seqs)s::bigint[],
            %(currencies)s::text[], %(amounts)s::bigint[], %(available)s::bigint[],
            %(expires)s::bigint[], %(inactive)s::boolean[])
     AS new(number, seq, currency, amount, available, expires, inactive);

-- insert_consumptions --
INSERT INTO ledger_consumption (account_id, seq, n, lot, amount)
SELECT account_id, seq, n, lot, amount
FROM unnest(%(account_ids)s::uuid[], %(seqs)s::bigint[], %(ns)s::integer[], %(lots)s::bigint[],
            %(amounts)s::bigint[])
     AS new(account_id, seq, n, lot, amount);

-- insert_consumptions for one account --
INSERT INTO ledger_consumption (account_id, seq, n, lot, amount)
SELECT %(account_id)s::uuid, seq, n, lot, amount
FROM unnest(%(seqs)s::bigint[], %(ns)s::integer[], %(lots)s::bigint[],
            %(amounts)s::bigint[])
     AS new(seq, n, lot, amount);

-- insert_notes --
INSERT INTO ledger_note (account_id, seq, salt, text)
SELECT account_id, seq, salt, text
FROM unnest(%(account_ids)s::uuid[], %(seqs)s::bigint[], %(salts)s::bytea[], %(texts)s::text[])
     AS new(account_id, seq, salt, text);

-- insert_notes for one account --
INSERT INTO ledger_note (account_id, seq, salt, text)
SELECT %(account_id)s::uuid, seq, salt, text
FROM unnest(%(seqs)s::bigint[], %(salts)s::bytea[], %(texts)s::text[])
     AS new(seq, salt, text);

-- update_accounts --
-- `was` is the entry that the caller knew as the last one. An account that has moved on was booked
-- without its lock, which is our own mistake: the division fails, and so does all that was to be
-- committed, whether anybody waits for this answer or not.
-- Behind SELECT the planner does not look at how many accounts there are: one plan serves all.
WITH written AS (
    UPDATE ledger_account AS a
    SET seq = new.seq, chain_head = new.head, pots = new.pots::json, state = new.state::json,
        due_at = to_timestamp(new.due)
    FROM unnest((SELECT %(account_ids)s::uuid[]), (SELECT %(were)s::bigint[]),
                (SELECT %(seqs)s::bigint[]), (SELECT %(heads)s::bytea[]), (SELECT %(pots)s::text[]),
                (SELECT %(states)s::text[]), (SELECT %(due)s::bigint[]))
         AS new(account_id, was, seq, head, pots, state, due)
    WHERE a.account_id = new.account_id AND a.seq = new.was
    RETURNING 1
)
SELECT 1 / (count(*) = cardinality(%(account_ids)s::uuid[]))::integer FROM written;

-- update_accounts for one account --
WITH written AS (
    UPDATE ledger_account AS a
    SET seq = new.seq, chain_head = new.head, pots = new.pots::json, state = new.state::json,
        due_at = to_timestamp(new.due)
    FROM unnest(%(were)s::bigint[], %(seqs)s::bigint[], %(heads)s::bytea[],
                %(pots)s::text[], %(states)s::text[], %(due)s::bigint[])
         AS new(was, seq, head, pots, state, due)
    WHERE a.account_id = %(account_id)s AND a.seq = new.was
    RETURNING 1
)
SELECT 1 / (count(*) = cardinality(%(were)s::bigint[]))::integer FROM written;

-- forget_notes --
DELETE FROM ledger_note WHERE account_id = %(account_id)s;

-- balances --
SELECT account_id, pots FROM ledger_account WHERE account_id = ANY(%(account_ids)s);

-- balances for one account --
SELECT account_id, pots FROM ledger_account WHERE account_id = %(account_id)s;

-- states --
SELECT account_id, state FROM ledger_account WHERE account_id = ANY(%(account_ids)s);

-- states for one account --
SELECT account_id, state FROM ledger_account WHERE account_id = %(account_id)s;

-- due --
SELECT account_id
FROM ledger_account
WHERE program_id = %(program_id)s AND due_at <= %(before)s
ORDER BY due_at
LIMIT %(limit)s;

-- accounts --
SELECT account_id
FROM ledger_account
WHERE program_id = %(program_id)s AND account_id > %(after)s
ORDER BY account_id
LIMIT %(limit)s;

-- totals --
SELECT currency.key AS currency, pot.key AS pot, sum(pot.value::numeric)
FROM ledger_account AS a
CROSS JOIN json_each(a.pots) AS currency
CROSS JOIN json_each_text(currency.value) AS pot
WHERE a.program_id = %(program_id)s
GROUP BY currency.key, pot.key
ORDER BY currency.key, pot.key;

-- cards --
-- Currencies that members hold, with how many have some and how many stamp cards were full.
SELECT currency.key AS currency,
       count(*) FILTER (WHERE (currency.value ->> 'available')::numeric > 0) AS running,
       coalesce(sum((a.state -> 'cards' -> currency.key ->> 'completed')::bigint), 0)::bigint
           AS completed
FROM ledger_account AS a
CROSS JOIN json_each(a.pots) AS currency
WHERE a.program_id = %(program_id)s
GROUP BY currency.key
ORDER BY currency.key;

-- page_of_entries --
SELECT seq
FROM ledger_entry
WHERE account_id = %(account_id)s AND seq < %(before)s
ORDER BY seq DESC
LIMIT %(limit)s;

-- page_of_entries_with --
SELECT DISTINCT seq
FROM ledger_transfer
WHERE account_id = %(account_id)s AND seq < %(before)s AND currency = %(currency)s
ORDER BY seq DESC
LIMIT %(limit)s;

-- entries_in --
SELECT e.account_id, e.seq, e.kind, e.origin, e.event_no, e.program_version, e.rule, e.why,
       e.reason_commitment, e.actor, e.effective_at, e.booked_at, e.prev_hash, e.hash
FROM unnest(%(account_ids)s::uuid[], %(firsts)s::bigint[], %(lasts)s::bigint[])
     AS wanted(account_id, first, last)
JOIN ledger_entry AS e
    ON e.account_id = wanted.account_id AND e.seq BETWEEN wanted.first AND wanted.last
ORDER BY e.account_id, e.seq;

-- entries_in for one account --
SELECT e.account_id, e.seq, e.kind, e.origin, e.event_no, e.program_version, e.rule, e.why,
       e.reason_commitment, e.actor, e.effective_at, e.booked_at, e.prev_hash, e.hash
FROM unnest(%(firsts)s::bigint[], %(lasts)s::bigint[])
     AS wanted(first, last)
JOIN ledger_entry AS e
    ON e.account_id = %(account_id)s AND e.seq BETWEEN wanted.first AND wanted.last
ORDER BY e.seq;

-- transfers_in --
SELECT t.account_id, t.seq, t.n, t.currency, t.debit, t.credit, t.amount
FROM unnest(%(account_ids)s::uuid[], %(firsts)s::bigint[], %(lasts)s::bigint[])
     AS wanted(account_id, first, last)
JOIN ledger_transfer AS t
    ON t.account_id = wanted.account_id AND t.seq BETWEEN wanted.first AND wanted.last
ORDER BY t.account_id, t.seq, t.n;

-- transfers_in for one account --
SELECT t.account_id, t.seq, t.n, t.currency, t.debit, t.credit, t.amount
FROM unnest(%(firsts)s::bigint[], %(lasts)s::bigint[])
     AS wanted(first, last)
JOIN ledger_transfer AS t
    ON t.account_id = %(account_id)s AND t.seq BETWEEN wanted.first AND wanted.last
ORDER BY t.seq, t.n;

-- lots_in --
SELECT l.account_id, l.number, l.seq, l.currency, l.amount, l.available_at, l.expires_at,
       l.inactive
FROM unnest(%(account_ids)s::uuid[], %(firsts)s::bigint[], %(lasts)s::bigint[])
     AS wanted(account_id, first, last)
JOIN ledger_lot AS l
    ON l.account_id = wanted.account_id AND l.seq BETWEEN wanted.first AND wanted.last
ORDER BY l.account_id, l.seq, l.number;

-- lots_in for one account --
SELECT l.account_id, l.number, l.seq, l.currency, l.amount, l.available_at, l.expires_at,
       l.inactive
FROM unnest(%(firsts)s::bigint[], %(lasts)s::bigint[])
     AS wanted(first, last)
JOIN ledger_lot AS l
    ON l.account_id = %(account_id)s AND l.seq BETWEEN wanted.first AND wanted.last
ORDER BY l.seq, l.number;

-- consumptions_in --
SELECT c.account_id, c.seq, c.n, c.lot, c.amount
FROM unnest(%(account_ids)s::uuid[], %(firsts)s::bigint[], %(lasts)s::bigint[])
     AS wanted(account_id, first, last)
JOIN ledger_consumption AS c
    ON c.account_id = wanted.account_id AND c.seq BETWEEN wanted.first AND wanted.last
ORDER BY c.account_id, c.seq, c.n;

-- consumptions_in for one account --
SELECT c.account_id, c.seq, c.n, c.lot, c.amount
FROM unnest(%(firsts)s::bigint[], %(lasts)s::bigint[])
     AS wanted(first, last)
JOIN ledger_consumption AS c
    ON c.account_id = %(account_id)s AND c.seq BETWEEN wanted.first AND wanted.last
ORDER BY c.seq, c.n;

-- notes_in --
SELECT n.account_id, n.seq, n.salt, n.text
FROM unnest(%(account_ids)s::uuid[], %(firsts)s::bigint[], %(lasts)s::bigint[])
     AS wanted(account_id, first, last)
JOIN ledger_note AS n
    ON n.account_id = wanted.account_id AND n.seq BETWEEN wanted.first AND wanted.last
ORDER BY n.account_id, n.seq;

-- notes_in for one account --
SELECT n.account_id, n.seq, n.salt, n.text
FROM unnest(%(firsts)s::bigint[], %(lasts)s::bigint[])
     AS wanted(first, last)
JOIN ledger_note AS n
    ON n.account_id = %(account_id)s AND n.seq BETWEEN wanted.first AND wanted.last
ORDER BY n.seq;

-- lots --
SELECT l.number, l.seq, l.currency, l.amount, l.available_at, l.expires_at, l.inactive,
       (l.amount - coalesce(used.amount, 0))::bigint AS "left"
FROM ledger_lot AS l
LEFT JOIN (SELECT lot, sum(amount) AS amount FROM ledger_consumption
           WHERE account_id = %(account_id)s GROUP BY lot) AS used ON used.lot = l.number
WHERE l.account_id = %(account_id)s
ORDER BY l.number;

-- lapsed --
-- What of some lots lapsed, by themselves or at the end of a period.
SELECT c.account_id, c.lot, sum(c.amount)::bigint
FROM unnest(%(account_ids)s::uuid[], %(lots)s::bigint[]) AS wanted(account_id, lot)
JOIN ledger_consumption AS c USING (account_id, lot)
JOIN ledger_entry AS e ON e.account_id = c.account_id AND e.seq = c.seq
WHERE e.kind = 'expire'
GROUP BY c.account_id, c.lot ORDER BY c.account_id, c.lot;

-- lapsed for one account --
SELECT c.account_id, c.lot, sum(c.amount)::bigint
FROM ledger_consumption AS c
JOIN ledger_entry AS e ON e.account_id = c.account_id AND e.seq = c.seq
WHERE c.account_id = %(account_id)s AND c.lot = ANY(%(lots)s) AND e.kind = 'expire'
GROUP BY c.account_id, c.lot ORDER BY c.lot;

-- kept_accounts --
-- What the verifier compares: an account's own row.
SELECT account_id, program_id, seq, chain_head, pots, state, due_at, opened_at
FROM ledger_account
WHERE account_id = ANY(%(account_ids)s)
ORDER BY account_id;

-- kept_accounts for one account --
SELECT account_id, program_id, seq, chain_head, pots, state, due_at, opened_at
FROM ledger_account
WHERE account_id = %(account_id)s;

-- seals_of --
SELECT account_id, number, program_id, seq, head
FROM ledger_seal
WHERE account_id = ANY(%(account_ids)s)
ORDER BY account_id, number;

-- seals_of for one account --
SELECT account_id, number, program_id, seq, head
FROM ledger_seal
WHERE account_id = %(account_id)s
ORDER BY number;

-- last_checkpoint --
SELECT program_id, number, sealed_at, accounts, entries, root, prev_hash, hash
FROM ledger_checkpoint
WHERE program_id = %(program_id)s
ORDER BY number DESC
LIMIT 1;

-- checkpoints --
SELECT program_id, number, sealed_at, accounts, entries, root, prev_hash, hash
FROM ledger_checkpoint
WHERE program_id = %(program_id)s AND number > %(after)s
ORDER BY number
LIMIT %(limit)s;

-- insert_seals --
-- One row for each account that has entries after its last seal.
INSERT INTO ledger_seal (account_id, number, program_id, seq, head)
SELECT a.account_id, %(number)s, a.program_id, a.seq, a.chain_head
FROM ledger_account AS a
LEFT JOIN LATERAL (SELECT s.seq FROM ledger_seal AS s WHERE s.account_id = a.account_id
                   ORDER BY s.number DESC LIMIT 1) AS sealed ON true
WHERE a.program_id = %(program_id)s AND a.seq > coalesce(sealed.seq, 0);

-- insert_checkpoint --
INSERT INTO ledger_checkpoint
    (program_id, number, sealed_at, accounts, entries, root, prev_hash, hash)
VALUES (%(program_id)s, %(number)s, %(sealed_at)s, %(accounts)s, %(entries)s, %(root)s,
        %(prev_hash)s, %(hash)s);

-- seals_in --
SELECT s.account_id, s.number, s.program_id, s.seq, s.head, coalesce(sealed.seq, 0) AS before
FROM ledger_seal AS s
LEFT JOIN LATERAL (SELECT p.seq FROM ledger_seal AS p
                   WHERE p.account_id = s.account_id AND p.number < s.number
                   ORDER BY p.number DESC LIMIT 1) AS sealed ON true
WHERE s.program_id = %(program_id)s AND s.number = %(number)s AND s.account_id > %(after)s
ORDER BY s.account_id
LIMIT %(limit)s;

-- highest_seal --
SELECT coalesce(max(number), 0) FROM ledger_seal WHERE program_id = %(program_id)s;

-- page_of_clock_entries --
-- What time alone brought: it belongs to no event.
SELECT seq
FROM ledger_entry
WHERE account_id = %(account_id)s AND seq < %(before)s AND origin = 'clock'
ORDER BY seq DESC
LIMIT %(limit)s;

-- size --
SELECT count(*), coalesce(sum(seq), 0)::bigint FROM ledger_account WHERE program_id = %(program_id)s;

-- moved_by_month --
-- What members were given and what they spent, less what came back of it, by the month of the
-- shop's calendar in which it counted.
SELECT date_trunc('month', e.effective_at AT TIME ZONE %(zone)s)::date AS month, t.currency,
       coalesce(sum(t.amount) FILTER (WHERE t.debit = 'issued'), 0)::bigint,
       coalesce(sum(CASE WHEN t.credit = 'redeemed' THEN t.amount
                         WHEN t.debit = 'redeemed' THEN -t.amount END), 0)::bigint
FROM ledger_account AS a
JOIN ledger_entry AS e ON e.account_id = a.account_id
JOIN ledger_transfer AS t ON t.account_id = e.account_id AND t.seq = e.seq
    AND (t.debit IN ('issued', 'redeemed') OR t.credit = 'redeemed')
WHERE a.program_id = %(program_id)s
GROUP BY 1, 2
ORDER BY 1, 2;

-- newest_checkpoints --
SELECT program_id, number, sealed_at, accounts, entries, root, prev_hash, hash
FROM ledger_checkpoint
WHERE program_id = %(program_id)s
ORDER BY number DESC
LIMIT %(limit)s;

-- insert_verification --
INSERT INTO ledger_verification (program_id, verified_at, accounts, entries, found, findings)
VALUES (%(program_id)s, %(verified_at)s, %(accounts)s, %(entries)s, %(found)s,
        %(findings)s::text::json);

-- last_verification --
SELECT program_id, verified_at, accounts, entries, found, findings
FROM ledger_verification
WHERE program_id = %(program_id)s
ORDER BY verified_at DESC
LIMIT 1;

-- begin_verifying --
-- What is under way goes on where it is.
INSERT INTO ledger_verifying (program_id, begun_at, after_account, accounts, entries, found, findings)
SELECT program_id, %(now)s, %(first)s, 0, 0, 0, '[]'
FROM unnest(%(program_ids)s::uuid[]) AS new(program_id)
ON CONFLICT (program_id) DO NOTHING;

-- verifying --
SELECT program_id, begun_at, after_account, accounts, entries, found, findings
FROM ledger_verifying
ORDER BY begun_at, program_id
LIMIT 1;

-- move_verifying --
UPDATE ledger_verifying
SET after_account = %(after_account)s, accounts = %(accounts)s, entries = %(entries)s, found = %(found)s,
    findings = %(findings)s::text::json
WHERE program_id = %(program_id)s AND after_account = %(was)s;

-- end_verifying --
DELETE FROM ledger_verifying WHERE program_id = %(program_id)s AND after_account = %(was)s;

-- given --
-- What rules with a sign in their name gave and had to take back, over all accounts of a program.
SELECT e.rule, t.currency,
       sum(CASE WHEN e.kind = 'earn' THEN t.amount ELSE -t.amount END)::bigint
FROM ledger_entry AS e
JOIN ledger_account AS a ON a.account_id = e.account_id
JOIN ledger_transfer AS t ON t.account_id = e.account_id AND t.seq = e.seq
WHERE a.program_id = %(program_id)s AND e.rule LIKE '%%/%%'
  AND ((e.kind = 'earn' AND t.debit = 'issued') OR (e.kind = 'claw_back' AND t.credit = 'reversed'))
GROUP BY e.rule, t.currency;

-- lapsing --
-- What is free to spend and lapses by then. An account is due no later than its first lot lapses,
-- so all others are passed over; a lot is [number, currency, left, expires, ...].
SELECT lot ->> 1, sum((lot ->> 2)::bigint)::bigint, count(DISTINCT account_id)
FROM ledger_account, json_array_elements(state -> 'lots') AS lot
WHERE program_id = %(program_id)s AND due_at <= %(until)s
  AND (lot ->> 3)::bigint BETWEEN %(first)s AND %(last)s
GROUP BY 1 ORDER BY 1;

-- owing --
-- A look at all accounts, for a list that is looked at now and then.
SELECT a.account_id, pot.key, -(pot.value->>'deficit')::bigint
FROM ledger_account AS a, json_each(a.pots) AS pot
WHERE a.program_id = %(program_id)s AND a.account_id > %(after)s
  AND strpos(a.pots::text, '"deficit":-') > 0 AND (pot.value->>'deficit')::bigint < 0
ORDER BY a.account_id, pot.key
LIMIT %(limit)s;

-- by_balance_most --
-- A look at all accounts of the program: no index is kept on what each order changes.
SELECT account_id, held
FROM (SELECT account_id, coalesce((pots->%(currency)s->>'available')::bigint, 0) AS held
      FROM ledger_account WHERE program_id = %(program_id)s) AS a
WHERE %(first)s OR (held, account_id) < (%(held)s, %(account_id)s)
ORDER BY held DESC, account_id DESC
LIMIT %(limit)s;

-- by_balance_least --
SELECT account_id, held
FROM (SELECT account_id, coalesce((pots->%(currency)s->>'available')::bigint, 0) AS held
      FROM ledger_account WHERE program_id = %(program_id)s) AS a
WHERE %(first)s OR (held, account_id) > (%(held)s, %(account_id)s)
ORDER BY held, account_id
LIMIT %(limit)s;

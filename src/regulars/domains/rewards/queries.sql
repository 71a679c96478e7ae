-- insert_vouchers --
INSERT INTO rewards_voucher (account_id, number, voucher_id, program_id, code, reward, version, rule,
    why, status, event_no, issued_at, expires_at, uses_left)
SELECT account_id, number, voucher_id, program_id, code, reward, version, rule, why::json, 'open',
       event_no, issued_at, expires_at, uses_left
FROM unnest(%(account_ids)s::uuid[], %(numbers)s::bigint[], %(voucher_ids)s::uuid[],
            %(program_ids)s::uuid[], %(codes)s::text[], %(rewards)s::text[], %(versions)s::int[],
            %(rules)s::text[], %(whys)s::text[], %(event_nos)s::bigint[], %(issued)s::timestamptz[],
            %(expires)s::timestamptz[], %(uses)s::int[])
     AS new(account_id, number, voucher_id, program_id, code, reward, version, rule, why, event_no,
            issued_at, expires_at, uses_left);

-- insert_vouchers for one account --
INSERT INTO rewards_voucher (account_id, number, voucher_id, program_id, code, reward, version, rule,
    why, status, event_no, issued_at, expires_at, uses_left)
SELECT %(account_id)s::uuid, number, voucher_id, program_id, code, reward, version, rule, why::json, 'open',
       event_no, issued_at, expires_at, uses_left
FROM unnest(%(numbers)s::bigint[], %(voucher_ids)s::uuid[],
            %(program_ids)s::uuid[], %(codes)s::text[], %(rewards)s::text[], %(versions)s::int[],
            %(rules)s::text[], %(whys)s::text[], %(event_nos)s::bigint[], %(issued)s::timestamptz[],
            %(expires)s::timestamptz[], %(uses)s::int[])
     AS new(number, voucher_id, program_id, code, reward, version, rule, why, event_no,
            issued_at, expires_at, uses_left);

-- insert_codes --
INSERT INTO rewards_code (program_id, code, account_id, number)
SELECT program_id, code, account_id, number
FROM unnest(%(program_ids)s::uuid[], %(codes)s::text[], %(account_ids)s::uuid[], %(numbers)s::bigint[])
     AS new(program_id, code, account_id, number)
ORDER BY program_id, code;

-- move_codes --
-- A claimed voucher keeps its code: the alias points to its new account.
UPDATE rewards_code AS c SET account_id = new.account_id, number = new.number
FROM unnest(%(program_ids)s::uuid[], %(codes)s::text[], %(account_ids)s::uuid[], %(numbers)s::bigint[])
     AS new(program_id, code, account_id, number)
WHERE c.program_id = new.program_id AND c.code = new.code;

-- change_vouchers --
UPDATE rewards_voucher AS v
SET status = new.status, ended_at = new.ended_at,
    uses_left = CASE WHEN new.counted THEN new.uses_left ELSE v.uses_left END
FROM unnest(%(account_ids)s::uuid[], %(numbers)s::bigint[], %(statuses)s::text[],
            %(counted)s::boolean[], %(uses)s::int[], %(ended)s::timestamptz[])
     AS new(account_id, number, status, counted, uses_left, ended_at)
WHERE v.account_id = new.account_id AND v.number = new.number;

-- change_vouchers for one account --
UPDATE rewards_voucher AS v
SET status = new.status, ended_at = new.ended_at,
    uses_left = CASE WHEN new.counted THEN new.uses_left ELSE v.uses_left END
FROM unnest(%(numbers)s::bigint[], %(statuses)s::text[],
            %(counted)s::boolean[], %(uses)s::int[], %(ended)s::timestamptz[])
     AS new(number, status, counted, uses_left, ended_at)
WHERE v.account_id = %(account_id)s AND v.number = new.number;

-- insert_uses --
INSERT INTO rewards_use (account_id, number, event_no, order_ref, saved_minor, used_at)
SELECT account_id, number, event_no, order_ref, saved_minor, used_at
FROM unnest(%(account_ids)s::uuid[], %(numbers)s::bigint[], %(event_nos)s::bigint[],
            %(order_refs)s::text[], %(saved)s::bigint[], %(used)s::timestamptz[])
     AS new(account_id, number, event_no, order_ref, saved_minor, used_at);

-- insert_uses for one account --
INSERT INTO rewards_use (account_id, number, event_no, order_ref, saved_minor, used_at)
SELECT %(account_id)s::uuid, number, event_no, order_ref, saved_minor, used_at
FROM unnest(%(numbers)s::bigint[], %(event_nos)s::bigint[],
            %(order_refs)s::text[], %(saved)s::bigint[], %(used)s::timestamptz[])
     AS new(number, event_no, order_ref, saved_minor, used_at);

-- reinstate_uses --
UPDATE rewards_use AS u SET reinstated_at = new.at
FROM unnest(%(account_ids)s::uuid[], %(numbers)s::bigint[], %(event_nos)s::bigint[],
            %(ats)s::timestamptz[])
     AS new(account_id, number, event_no, at)
WHERE u.account_id = new.account_id AND u.number = new.number AND u.event_no = new.event_no
  AND u.reinstated_at IS NULL;

-- reinstate_uses for one account --
UPDATE rewards_use AS u SET reinstated_at = new.at
FROM unnest(%(numbers)s::bigint[], %(event_nos)s::bigint[],
            %(ats)s::timestamptz[])
     AS new(number, event_no, at)
WHERE u.account_id = %(account_id)s AND u.number = new.number AND u.event_no = new.event_no
  AND u.reinstated_at IS NULL;

-- insert_redemptions --
INSERT INTO rewards_redemption (account_id, number, redemption_id, program_id, status, reward, currency,
    amount, pieces, restored, order_ref, event_no, reserved_at, expires_at, changed_at, voucher,
    worth_minor, more, charges, receipt)
SELECT account_id, number, redemption_id, program_id, 'reserved', reward, currency, amount,
       pieces::json, 0, order_ref, event_no, reserved_at, expires_at, reserved_at, voucher,
       worth_minor, more::json, charges::json, ''
FROM unnest(%(account_ids)s::uuid[], %(numbers)s::bigint[], %(redemption_ids)s::uuid[],
            %(program_ids)s::uuid[], %(rewards)s::text[], %(currencies)s::text[], %(amounts)s::bigint[],
            %(pieces)s::text[], %(order_refs)s::text[], %(event_nos)s::bigint[],
            %(reserved)s::timestamptz[], %(expires)s::timestamptz[], %(vouchers)s::bigint[],
            %(worths)s::bigint[], %(mores)s::text[], %(charges)s::text[])
     AS new(account_id, number, redemption_id, program_id, reward, currency, amount, pieces, order_ref,
            event_no, reserved_at, expires_at, voucher, worth_minor, more, charges);

-- insert_redemptions for one account --
INSERT INTO rewards_redemption (account_id, number, redemption_id, program_id, status, reward, currency,
    amount, pieces, restored, order_ref, event_no, reserved_at, expires_at, changed_at, voucher,
    worth_minor, more, charges, receipt)
SELECT %(account_id)s::uuid, number, redemption_id, program_id, 'reserved', reward, currency, amount,
       pieces::json, 0, order_ref, event_no, reserved_at, expires_at, reserved_at, voucher,
       worth_minor, more::json, charges::json, ''
FROM unnest(%(numbers)s::bigint[], %(redemption_ids)s::uuid[],
            %(program_ids)s::uuid[], %(rewards)s::text[], %(currencies)s::text[], %(amounts)s::bigint[],
            %(pieces)s::text[], %(order_refs)s::text[], %(event_nos)s::bigint[],
            %(reserved)s::timestamptz[], %(expires)s::timestamptz[], %(vouchers)s::bigint[],
            %(worths)s::bigint[], %(mores)s::text[], %(charges)s::text[])
     AS new(number, redemption_id, program_id, reward, currency, amount, pieces, order_ref,
            event_no, reserved_at, expires_at, voucher, worth_minor, more, charges);

-- change_redemptions --
UPDATE rewards_redemption AS r
SET status = new.status, restored = greatest(r.restored, new.restored),
    voucher = coalesce(new.voucher, r.voucher),
    order_ref = CASE WHEN new.order_ref = '' THEN r.order_ref ELSE new.order_ref END,
    receipt = CASE WHEN new.receipt = '' THEN r.receipt ELSE new.receipt END,
    more = new.more::json, changed_at = new.at
FROM unnest(%(account_ids)s::uuid[], %(numbers)s::bigint[], %(statuses)s::text[], %(restored)s::bigint[],
            %(vouchers)s::bigint[], %(order_refs)s::text[], %(ats)s::timestamptz[],
            %(receipts)s::text[], %(mores)s::text[])
     AS new(account_id, number, status, restored, voucher, order_ref, at, receipt, more)
WHERE r.account_id = new.account_id AND r.number = new.number;

-- change_redemptions for one account --
UPDATE rewards_redemption AS r
SET status = new.status, restored = greatest(r.restored, new.restored),
    voucher = coalesce(new.voucher, r.voucher),
    order_ref = CASE WHEN new.order_ref = '' THEN r.order_ref ELSE new.order_ref END,
    receipt = CASE WHEN new.receipt = '' THEN r.receipt ELSE new.receipt END,
    more = new.more::json, changed_at = new.at
FROM unnest(%(numbers)s::bigint[], %(statuses)s::text[], %(restored)s::bigint[],
            %(vouchers)s::bigint[], %(order_refs)s::text[], %(ats)s::timestamptz[],
            %(receipts)s::text[], %(mores)s::text[])
     AS new(number, status, restored, voucher, order_ref, at, receipt, more)
WHERE r.account_id = %(account_id)s AND r.number = new.number;

-- vouchers_of --
SELECT account_id, number, voucher_id, program_id, code, reward, version, rule, why, status, event_no,
       issued_at, expires_at, uses_left, ended_at
FROM rewards_voucher WHERE account_id = ANY(%(account_ids)s) ORDER BY account_id, number DESC;

-- vouchers_of for one account --
SELECT account_id, number, voucher_id, program_id, code, reward, version, rule, why, status, event_no,
       issued_at, expires_at, uses_left, ended_at
FROM rewards_voucher WHERE account_id = %(account_id)s ORDER BY number DESC;

-- open_vouchers --
-- Those that could be used now, the first to expire first.
SELECT account_id, number, voucher_id, program_id, code, reward, version, rule, why, status, event_no,
       issued_at, expires_at, uses_left, ended_at
FROM rewards_voucher WHERE account_id = ANY(%(account_ids)s) AND status = 'open'
ORDER BY account_id, expires_at NULLS LAST, number;

-- open_vouchers for one account --
SELECT account_id, number, voucher_id, program_id, code, reward, version, rule, why, status, event_no,
       issued_at, expires_at, uses_left, ended_at
FROM rewards_voucher WHERE account_id = %(account_id)s AND status = 'open'
ORDER BY expires_at NULLS LAST, number;

-- vouchers_by_number --
SELECT v.account_id, v.number, v.voucher_id, v.program_id, v.code, v.reward, v.version, v.rule, v.why,
       v.status, v.event_no, v.issued_at, v.expires_at, v.uses_left, v.ended_at
FROM unnest(%(account_ids)s::uuid[], %(numbers)s::bigint[]) AS wanted(account_id, number)
JOIN rewards_voucher AS v USING (account_id, number);

-- vouchers_by_number for one account --
SELECT v.account_id, v.number, v.voucher_id, v.program_id, v.code, v.reward, v.version, v.rule, v.why,
       v.status, v.event_no, v.issued_at, v.expires_at, v.uses_left, v.ended_at
FROM rewards_voucher AS v
WHERE v.account_id = %(account_id)s AND v.number = ANY(%(numbers)s::bigint[]);

-- by_code --
SELECT account_id, number FROM rewards_code WHERE program_id = %(program_id)s AND code = %(code)s;

-- vouchers_page --
SELECT account_id, number, voucher_id, program_id, code, reward, version, rule, why, status, event_no,
       issued_at, expires_at, uses_left, ended_at
FROM rewards_voucher
WHERE program_id = %(program_id)s AND (%(status)s = '' OR status = %(status)s)
ORDER BY issued_at DESC, account_id, number LIMIT %(limit)s OFFSET %(offset)s;

-- uses_on --
-- What was used on orders and not reinstated since.
SELECT u.account_id, u.number, u.event_no, u.order_ref, u.saved_minor, u.used_at, u.reinstated_at
FROM unnest(%(account_ids)s::uuid[], %(order_refs)s::text[]) AS wanted(account_id, order_ref)
JOIN rewards_use AS u USING (account_id, order_ref)
WHERE u.reinstated_at IS NULL
ORDER BY u.account_id, u.number;

-- uses_on for one account --
SELECT account_id, number, event_no, order_ref, saved_minor, used_at, reinstated_at
FROM rewards_use
WHERE account_id = %(account_id)s AND order_ref = ANY(%(order_refs)s) AND reinstated_at IS NULL
ORDER BY number;

-- uses_of --
SELECT u.account_id, u.number, u.event_no, u.order_ref, u.saved_minor, u.used_at, u.reinstated_at
FROM unnest(%(account_ids)s::uuid[], %(numbers)s::bigint[]) AS wanted(account_id, number)
JOIN rewards_use AS u USING (account_id, number)
WHERE u.reinstated_at IS NULL
ORDER BY u.account_id, u.number;

-- uses_of for one account --
SELECT account_id, number, event_no, order_ref, saved_minor, used_at, reinstated_at
FROM rewards_use
WHERE account_id = %(account_id)s AND number = ANY(%(numbers)s) AND reinstated_at IS NULL
ORDER BY number;

-- redemptions_on --
SELECT r.account_id, r.number, r.redemption_id, r.program_id, r.status, r.reward, r.currency,
       r.amount, r.pieces, r.restored, r.order_ref, r.voucher, r.event_no, r.reserved_at,
       r.expires_at, r.changed_at, r.more, r.charges, r.worth_minor, r.receipt
FROM unnest(%(account_ids)s::uuid[], %(order_refs)s::text[]) AS wanted(account_id, order_ref)
JOIN rewards_redemption AS r USING (account_id, order_ref)
WHERE r.status IN ('committed', 'partly_restored') AND r.currency <> ''
ORDER BY r.account_id, r.number;

-- redemptions_on for one account --
SELECT account_id, number, redemption_id, program_id, status, reward, currency, amount, pieces,
       restored, order_ref, voucher, event_no, reserved_at, expires_at, changed_at, more, charges,
       worth_minor, receipt
FROM rewards_redemption
WHERE account_id = %(account_id)s AND order_ref = ANY(%(order_refs)s)
  AND status IN ('committed', 'partly_restored') AND currency <> ''
ORDER BY number;

-- redemptions_for --
-- Of any account: gift cards pay for orders that others hold.
SELECT account_id, number, redemption_id, program_id, status, reward, currency, amount, pieces, restored,
       order_ref, voucher, event_no, reserved_at, expires_at, changed_at, more, charges, worth_minor,
       receipt
FROM rewards_redemption
WHERE program_id = %(program_id)s AND order_ref = ANY(%(order_refs)s) AND order_ref <> ''
  AND status IN ('committed', 'partly_restored') AND currency <> ''
ORDER BY account_id, number;

-- accounts_of_redemptions --
SELECT account_id FROM rewards_redemption
WHERE redemption_id = ANY(%(redemption_ids)s) AND program_id = %(program_id)s;

-- redemptions_by_id --
SELECT account_id, number, redemption_id, program_id, status, reward, currency, amount, pieces, restored,
       order_ref, voucher, event_no, reserved_at, expires_at, changed_at, more, charges, worth_minor,
       receipt
FROM rewards_redemption WHERE redemption_id = ANY(%(redemption_ids)s) AND program_id = %(program_id)s;

-- redemptions_of --
SELECT account_id, number, redemption_id, program_id, status, reward, currency, amount, pieces, restored,
       order_ref, voucher, event_no, reserved_at, expires_at, changed_at, more, charges, worth_minor,
       receipt
FROM rewards_redemption WHERE account_id = %(account_id)s ORDER BY number DESC;

-- redemptions_begun_by --
SELECT r.account_id, r.number, r.redemption_id, r.program_id, r.status, r.reward, r.currency,
       r.amount, r.pieces, r.restored, r.order_ref, r.voucher, r.event_no, r.reserved_at,
       r.expires_at, r.changed_at, r.more, r.charges, r.worth_minor, r.receipt
FROM unnest(%(account_ids)s::uuid[], %(event_nos)s::bigint[]) AS wanted(account_id, event_no)
JOIN rewards_redemption AS r USING (account_id, event_no);

-- redemptions_begun_by for one account --
SELECT r.account_id, r.number, r.redemption_id, r.program_id, r.status, r.reward, r.currency,
       r.amount, r.pieces, r.restored, r.order_ref, r.voucher, r.event_no, r.reserved_at,
       r.expires_at, r.changed_at, r.more, r.charges, r.worth_minor, r.receipt
FROM rewards_redemption AS r
WHERE r.account_id = %(account_id)s AND r.event_no = ANY(%(event_nos)s::bigint[]);

-- count_vouchers --
SELECT status, count(*) FROM rewards_voucher WHERE program_id = %(program_id)s GROUP BY status;

-- issued_by_rule --
SELECT rule, count(*) FROM rewards_voucher
WHERE program_id = %(program_id)s AND rule <> '' AND status NOT IN ('revoked', 'moved')
GROUP BY rule;

-- add_once --
INSERT INTO rewards_once (program_id, code_hash, pool)
SELECT %(program_id)s, hash, %(pool)s FROM unnest(%(hashes)s::bytea[]) AS hash ORDER BY hash
ON CONFLICT DO NOTHING;

-- claim_once --
-- One use is one use: of many devices at the same moment exactly one update finds the code free.
UPDATE rewards_once SET account_id = %(account_id)s, used_at = %(now)s
WHERE program_id = %(program_id)s AND code_hash = %(code_hash)s AND account_id IS NULL
RETURNING pool;

-- once --
SELECT pool, account_id, used_at FROM rewards_once
WHERE program_id = %(program_id)s AND code_hash = %(code_hash)s;

-- newest_vouchers --
-- Of all statuses, newest first, after the last one of the page before.
SELECT account_id, number, voucher_id, program_id, code, reward, version, rule, why, status, event_no,
       issued_at, expires_at, uses_left, ended_at
FROM rewards_voucher
WHERE program_id = %(program_id)s
  AND (issued_at, voucher_id) < (%(issued_at)s, %(voucher_id)s)
ORDER BY issued_at DESC, voucher_id DESC
LIMIT %(limit)s;

-- newest_vouchers_with --
SELECT account_id, number, voucher_id, program_id, code, reward, version, rule, why, status, event_no,
       issued_at, expires_at, uses_left, ended_at
FROM rewards_voucher
WHERE program_id = %(program_id)s AND status = %(status)s
  AND (issued_at, voucher_id) < (%(issued_at)s, %(voucher_id)s)
ORDER BY issued_at DESC, voucher_id DESC
LIMIT %(limit)s;

-- ended_vouchers --
-- Vouchers whose time ran out, the last one first.
SELECT account_id, number, voucher_id, program_id, code, reward, version, rule, why, status, event_no,
       issued_at, expires_at, uses_left, ended_at
FROM rewards_voucher
WHERE account_id = %(account_id)s AND status = 'expired'
  AND (ended_at, number) < (%(ended_at)s, %(number)s)
ORDER BY ended_at DESC, number DESC
LIMIT %(limit)s;

-- vouchers_by_time --
-- Time alone brought them: a birthday, a date in the calendar.
SELECT account_id, number, voucher_id, program_id, code, reward, version, rule, why, status, event_no,
       issued_at, expires_at, uses_left, ended_at
FROM rewards_voucher
WHERE account_id = %(account_id)s AND event_no = 0 AND number < %(before)s
ORDER BY number DESC
LIMIT %(limit)s;

-- put_campaigns --
INSERT INTO rewards_campaign
    (program_id, code, pool, uses, per_member, first_at, last_at, used)
SELECT %(program_id)s, code, %(pool)s, %(uses)s::bigint, %(per_member)s::int, %(first_at)s::timestamptz,
       %(last_at)s::timestamptz, 0
FROM unnest(%(codes)s::text[], %(hashes)s::bytea[]) AS new(code, hash)
WHERE NOT EXISTS (
    SELECT FROM rewards_once AS o WHERE o.program_id = %(program_id)s AND o.code_hash = new.hash
)
ORDER BY code
ON CONFLICT (program_id, code) DO UPDATE
SET pool = excluded.pool, uses = excluded.uses, per_member = excluded.per_member,
    first_at = excluded.first_at, last_at = excluded.last_at
RETURNING xmax = 0;

-- campaign --
SELECT program_id, code, pool, uses, per_member, first_at, last_at, used
FROM rewards_campaign WHERE program_id = %(program_id)s AND code = %(code)s;

-- campaigns --
SELECT program_id, code, pool, uses, per_member, first_at, last_at, used
FROM rewards_campaign WHERE program_id = %(program_id)s ORDER BY pool, code;

-- times_typed --
SELECT count(*) FROM rewards_typed WHERE account_id = %(account_id)s AND code = %(code)s;

-- take_campaign --
-- Of many devices at the same moment each update sees what the one before has left.
UPDATE rewards_campaign SET used = used + 1
WHERE program_id = %(program_id)s AND code = %(code)s AND used < uses;

-- note_typed --
INSERT INTO rewards_typed (account_id, program_id, code, use_id, used_at)
VALUES (%(account_id)s, %(program_id)s, %(code)s, %(use_id)s, %(now)s);

-- put_pool_codes --
INSERT INTO rewards_pool_code (program_id, code, text, pool)
SELECT %(program_id)s, code, text, %(pool)s
FROM unnest(%(codes)s::text[], %(texts)s::text[]) AS new(code, text)
WHERE NOT EXISTS (
    SELECT FROM rewards_code AS c WHERE c.program_id = %(program_id)s AND c.code = new.code
)
ORDER BY code
ON CONFLICT DO NOTHING;

-- take_pool_code --
-- A code that another transaction is about to take is passed over; there is one for everybody.
UPDATE rewards_pool_code AS p SET account_id = %(account_id)s, taken_at = %(at)s
FROM (
    SELECT code FROM rewards_pool_code
    WHERE program_id = %(program_id)s AND pool = %(pool)s AND account_id IS NULL
    ORDER BY code LIMIT 1 FOR UPDATE SKIP LOCKED
) AS free
WHERE p.program_id = %(program_id)s AND p.code = free.code
RETURNING p.text;

-- open_pool --
INSERT INTO rewards_pool (program_id, pool, low, told)
VALUES (%(program_id)s, %(pool)s, coalesce(%(low)s::int, 0), false)
ON CONFLICT (program_id, pool) DO UPDATE
SET low = coalesce(%(low)s::int, rewards_pool.low), told = false;

-- fell_low --
UPDATE rewards_pool AS p SET told = true
FROM unnest(%(pools)s::text[], %(left)s::bigint[]) AS held(pool, free)
WHERE p.program_id = %(program_id)s AND p.pool = held.pool AND NOT p.told AND held.free <= p.low
RETURNING p.pool;

-- pools --
SELECT p.pool, p.low, count(c.code) FILTER (WHERE c.account_id IS NULL) AS free,
       count(c.account_id) AS given
FROM rewards_pool AS p
LEFT JOIN rewards_pool_code AS c ON c.program_id = p.program_id AND c.pool = p.pool
WHERE p.program_id = %(program_id)s GROUP BY p.pool, p.low ORDER BY p.pool;

-- given --
-- One that moved with its account is counted where it is now.
SELECT version, count(*), count(DISTINCT account_id) FROM rewards_voucher
WHERE program_id = %(program_id)s AND reward = %(reward)s AND status NOT IN ('revoked', 'moved')
GROUP BY version ORDER BY version;

-- donated --
-- A price may be in several currencies: money and times are counted with the first of them.
WITH parts AS (
    SELECT reward, reserved_at, currency, 1 AS times, amount - restored AS points,
           CASE WHEN amount = 0 THEN worth_minor
                ELSE worth_minor * (amount - restored) / amount END AS money
    FROM rewards_redemption
    WHERE program_id = %(program_id)s AND reward = ANY(%(rewards)s)
      AND status IN ('committed', 'partly_restored')
      AND reserved_at >= %(first)s AND reserved_at < %(last)s
    UNION ALL
    SELECT reward, reserved_at, part ->> 'currency', 0,
           (part ->> 'amount')::bigint - coalesce((part ->> 'restored')::bigint, 0), 0
    FROM rewards_redemption, json_array_elements(more) AS part
    WHERE program_id = %(program_id)s AND reward = ANY(%(rewards)s)
      AND status IN ('committed', 'partly_restored')
      AND reserved_at >= %(first)s AND reserved_at < %(last)s
)
SELECT reward, date_trunc(%(per)s, reserved_at AT TIME ZONE %(zone)s)::date AS period, currency,
       sum(times)::bigint, sum(points)::bigint, sum(money)::bigint
FROM parts GROUP BY reward, period, currency ORDER BY period, reward, currency;

-- by_campaign --
-- A campaign's rules are named 'campaign/rule'.
SELECT split_part(v.rule, '/', 1) AS campaign, count(*),
       count(*) FILTER (WHERE EXISTS (
           SELECT FROM rewards_use AS u
           WHERE u.account_id = v.account_id AND u.number = v.number AND u.reinstated_at IS NULL
       ))
FROM rewards_voucher AS v
WHERE v.program_id = %(program_id)s AND v.rule LIKE '%%/%%' AND v.status NOT IN ('revoked', 'moved')
GROUP BY campaign;

-- known_codes --
-- Codes that a pool or a voucher of the program has already.
SELECT count(*) FROM unnest(%(codes)s::text[]) AS new(code)
WHERE EXISTS (SELECT FROM rewards_pool_code AS p
              WHERE p.program_id = %(program_id)s AND p.code = new.code)
   OR EXISTS (SELECT FROM rewards_code AS c
              WHERE c.program_id = %(program_id)s AND c.code = new.code);

-- unused_codes --
SELECT code, text FROM rewards_pool_code
WHERE program_id = %(program_id)s AND pool = %(pool)s AND account_id IS NULL
  AND code > %(after)s::text
ORDER BY code LIMIT %(limit)s;

-- redeemers --
-- Accounts that spent points for a reward or used a voucher, and whose use did not come back.
SELECT count(DISTINCT account_id)
FROM (SELECT account_id FROM rewards_redemption
      WHERE program_id = %(program_id)s AND status IN ('committed', 'partly_restored')
        AND reserved_at >= %(since)s AND reserved_at < %(until)s
      UNION ALL
      SELECT u.account_id FROM rewards_use AS u
      JOIN rewards_voucher AS v USING (account_id, number)
      WHERE v.program_id = %(program_id)s AND u.reinstated_at IS NULL
        AND u.used_at >= %(since)s AND u.used_at < %(until)s) AS had;

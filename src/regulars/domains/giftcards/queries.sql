-- find --
SELECT account_id FROM giftcards_alias
WHERE program_id = %(program_id)s AND kind = %(kind)s AND value = %(value)s;

-- take_alias --
-- Constraint before check: two tills that tell of one payment at the same moment meet here.
INSERT INTO giftcards_alias (program_id, kind, value, account_id)
VALUES (%(program_id)s, %(kind)s, %(value)s, %(account_id)s)
ON CONFLICT DO NOTHING;

-- retire_codes --
-- The old code is remembered, so that whoever holds it is told that there is another one.
UPDATE giftcards_alias SET kind = 'old-code'
WHERE program_id = %(program_id)s AND account_id = %(account_id)s AND kind = 'code';

-- insert_card --
INSERT INTO giftcards_card (account_id, program_id, wallet, amount_minor, reward, payment, hint,
    blocked, sold_at, changed_at, buyer_id, receiver_id, order_ref, line_id)
VALUES (%(account_id)s, %(program_id)s, %(wallet)s, %(amount_minor)s, %(reward)s, %(payment)s,
        %(hint)s, %(blocked)s, %(sold_at)s, %(changed_at)s, %(buyer_id)s, %(receiver_id)s,
        %(order_ref)s, %(line_id)s);

-- change_card --
UPDATE giftcards_card SET blocked = %(blocked)s, hint = %(hint)s, changed_at = %(changed_at)s
WHERE account_id = %(account_id)s AND program_id = %(program_id)s;

-- cards --
SELECT account_id, program_id, wallet, amount_minor, reward, payment, hint, blocked, sold_at,
       changed_at, buyer_id, receiver_id, order_ref, line_id
FROM giftcards_card
WHERE program_id = %(program_id)s AND account_id = ANY(%(account_ids)s);

-- cards for one account --
SELECT account_id, program_id, wallet, amount_minor, reward, payment, hint, blocked, sold_at,
       changed_at, buyer_id, receiver_id, order_ref, line_id
FROM giftcards_card
WHERE program_id = %(program_id)s AND account_id = %(account_id)s;

-- newest --
-- Ids sort by the time they were made.
SELECT account_id, program_id, wallet, amount_minor, reward, payment, hint, blocked, sold_at,
       changed_at, buyer_id, receiver_id, order_ref, line_id
FROM giftcards_card
WHERE program_id = %(program_id)s AND account_id < %(before)s
  AND (%(hint)s = '' OR hint = %(hint)s OR payment = %(payment)s)
ORDER BY account_id DESC
LIMIT %(limit)s;

-- bought_with --
SELECT account_id, program_id, wallet, amount_minor, reward, payment, hint, blocked, sold_at,
       changed_at, buyer_id, receiver_id, order_ref, line_id
FROM giftcards_card
WHERE program_id = %(program_id)s AND order_ref = ANY(%(refs)s) AND order_ref <> ''
ORDER BY account_id;

-- insert_change --
INSERT INTO giftcards_change (account_id, change_id, program_id, what, actor, reason, at)
VALUES (%(account_id)s, %(change_id)s, %(program_id)s, %(what)s, %(actor)s, %(reason)s, %(at)s);

-- changes --
SELECT account_id, change_id, program_id, what, actor, reason, at
FROM giftcards_change
WHERE program_id = %(program_id)s AND account_id = ANY(%(account_ids)s)
ORDER BY account_id, change_id DESC;

-- changes for one account --
SELECT account_id, change_id, program_id, what, actor, reason, at
FROM giftcards_change
WHERE program_id = %(program_id)s AND account_id = %(account_id)s
ORDER BY change_id DESC;

-- offer --
INSERT INTO tills_pairing (hash, program_id, label, location, made_by, expires_at)
VALUES (%(hash)s, %(program_id)s, %(label)s, %(location)s, %(made_by)s, %(expires_at)s);

-- forget_offers --
DELETE FROM tills_pairing WHERE expires_at <= %(now)s;

-- take_offer --
-- Read and used up in one step: of two devices with the same code one is enrolled.
DELETE FROM tills_pairing WHERE hash = %(hash)s AND expires_at > %(now)s
RETURNING program_id, label, location, made_by;

-- insert_till --
INSERT INTO tills_till (till_id, program_id, key_id, label, location, made_by, enrolled_at, seen_at)
VALUES (%(till_id)s, %(program_id)s, %(key_id)s, %(label)s, %(location)s, %(made_by)s, %(now)s, %(now)s);

-- seen --
UPDATE tills_till SET seen_at = %(now)s WHERE till_id = %(till_id)s AND seen_at < %(now)s;

-- block --
UPDATE tills_till SET blocked_at = %(now)s
WHERE till_id = %(till_id)s AND program_id = %(program_id)s AND blocked_at IS NULL
RETURNING key_id;

-- by_key --
SELECT till_id, program_id, key_id, label, location, made_by, enrolled_at, seen_at, blocked_at,
       queue_key
FROM tills_till WHERE key_id = %(key_id)s;

-- tills --
SELECT till_id, program_id, key_id, label, location, made_by, enrolled_at, seen_at, blocked_at,
       queue_key
FROM tills_till WHERE program_id = %(program_id)s ORDER BY till_id;

-- put_cashier --
INSERT INTO tills_cashier (cashier_id, program_id, name, pin_hash)
VALUES (%(cashier_id)s, %(program_id)s, %(name)s, %(pin_hash)s);

-- change_pin --
UPDATE tills_cashier SET pin_hash = %(pin_hash)s
WHERE cashier_id = %(cashier_id)s AND program_id = %(program_id)s AND left_at IS NULL;

-- leave --
UPDATE tills_cashier SET left_at = %(now)s
WHERE cashier_id = %(cashier_id)s AND program_id = %(program_id)s AND left_at IS NULL;

-- cashiers --
SELECT cashier_id, program_id, name, pin_hash, left_at, points_by_hand, stamps_by_hand
FROM tills_cashier WHERE program_id = %(program_id)s AND left_at IS NULL ORDER BY name, cashier_id;

-- called --
-- Also those who have left: what they did stays.
SELECT cashier_id, name FROM tills_cashier
WHERE program_id = %(program_id)s AND cashier_id = ANY(%(cashier_ids)s);

-- labels --
SELECT key_id, label FROM tills_till
WHERE program_id = %(program_id)s AND key_id = ANY(%(key_ids)s);

-- give_key --
-- The first one stays: another would be another device's, or the cookie's alone.
UPDATE tills_till SET queue_key = coalesce(queue_key, %(key)s) WHERE till_id = %(till_id)s
RETURNING queue_key;

-- chain_end --
SELECT seq, hash FROM tills_queued WHERE till_id = %(till_id)s AND chained ORDER BY seq DESC LIMIT 1;

-- chained_at --
SELECT hash FROM tills_queued WHERE till_id = %(till_id)s AND chained AND seq = %(seq)s;

-- note_queued --
INSERT INTO tills_queued (queued_id, till_id, seq, hash, chained, receipt, occurred_at, received_at, why)
VALUES (%(queued_id)s, %(till_id)s, %(seq)s, %(hash)s, %(chained)s, %(receipt)s, %(occurred_at)s,
        %(received_at)s, %(why)s)
ON CONFLICT (till_id, seq) WHERE chained DO UPDATE SET why = excluded.why
WHERE tills_queued.hash = excluded.hash;

-- forget_queued --
DELETE FROM tills_queued AS old WHERE old.received_at < %(before)s
  AND EXISTS (SELECT FROM tills_queued AS later WHERE later.till_id = old.till_id AND later.chained
                                                  AND later.seq > old.seq);

-- not_booked --
SELECT q.till_id, q.seq, q.hash, q.chained, q.receipt, q.occurred_at, q.received_at, q.why
FROM tills_queued AS q JOIN tills_till AS t ON t.till_id = q.till_id
WHERE t.program_id = %(program_id)s AND q.why <> ''
ORDER BY q.received_at DESC, q.queued_id DESC LIMIT %(limit)s;

-- allow_by_hand --
UPDATE tills_cashier SET points_by_hand = %(points)s, stamps_by_hand = %(stamps)s
WHERE cashier_id = %(cashier_id)s AND program_id = %(program_id)s AND left_at IS NULL;

-- lock_cashier --
-- Two devices at once see one another's part of the day.
SELECT points_by_hand, stamps_by_hand FROM tills_cashier
WHERE cashier_id = %(cashier_id)s AND left_at IS NULL FOR UPDATE;

-- by_hand_since --
SELECT coalesce(sum(amount), 0)::bigint FROM tills_by_hand
WHERE cashier_id = %(cashier_id)s AND stamps = %(stamps)s AND booked_at >= %(since)s AND NOT undone
  AND key <> %(key)s;

-- note_by_hand --
INSERT INTO tills_by_hand (cashier_id, key, stamps, amount, booked_at, undone)
VALUES (%(cashier_id)s, %(key)s, %(stamps)s, %(amount)s, %(now)s, false)
ON CONFLICT DO NOTHING;

-- undo_by_hand --
UPDATE tills_by_hand SET undone = true WHERE key = %(key)s AND cashier_id = %(cashier_id)s;

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
SELECT till_id, program_id, key_id, label, location, made_by, enrolled_at, seen_at, blocked_at
FROM tills_till WHERE key_id = %(key_id)s;

-- tills --
SELECT till_id, program_id, key_id, label, location, made_by, enrolled_at, seen_at, blocked_at
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
SELECT cashier_id, program_id, name, pin_hash, left_at
FROM tills_cashier WHERE program_id = %(program_id)s AND left_at IS NULL ORDER BY name, cashier_id;

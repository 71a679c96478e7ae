-- count_attempts --
-- Counted before the password is looked at, so that many tries at once cannot slip through.
INSERT INTO signin_attempt (key, began_at, times)
SELECT key, %(now)s, 1 FROM unnest(%(keys)s::bytea[]) AS key ORDER BY key
ON CONFLICT (key) DO UPDATE
SET times = CASE WHEN signin_attempt.began_at <= %(since)s THEN 1 ELSE signin_attempt.times + 1 END,
    began_at = CASE WHEN signin_attempt.began_at <= %(since)s THEN %(now)s
                    ELSE signin_attempt.began_at END
RETURNING key, times;

-- forget_attempts --
DELETE FROM signin_attempt WHERE key = ANY(%(keys)s) OR began_at <= %(since)s;

-- give_attempts_back --
-- Held in the order in which they are counted.
WITH held AS (
    SELECT key FROM signin_attempt WHERE key = ANY(%(keys)s) AND times > 0 ORDER BY key FOR UPDATE
)
UPDATE signin_attempt SET times = times - 1 FROM held WHERE signin_attempt.key = held.key;

-- offer_code --
INSERT INTO signin_code (request_id, user_id, hash, expires_at, tries)
VALUES (%(request_id)s, %(user_id)s, %(hash)s, %(expires_at)s, 0);

-- forget_codes --
DELETE FROM signin_code WHERE expires_at <= %(now)s;

-- try_code --
-- Counts the try and reads in one step: five at once are five tries.
UPDATE signin_code SET tries = tries + 1
WHERE request_id = %(request_id)s AND expires_at > %(now)s AND tries < %(tries_max)s
RETURNING user_id, hash;

-- spend_code --
DELETE FROM signin_code WHERE request_id = %(request_id)s;

-- offer_member_code --
INSERT INTO signin_member_code (request_id, program_id, member_id, hash, expires_at, tries)
VALUES (%(request_id)s, %(program_id)s, %(member_id)s, %(hash)s, %(expires_at)s, 0);

-- forget_member_codes --
DELETE FROM signin_member_code WHERE expires_at <= %(now)s;

-- try_member_code --
UPDATE signin_member_code SET tries = tries + 1
WHERE request_id = %(request_id)s AND program_id = %(program_id)s AND expires_at > %(now)s
  AND tries < %(tries_max)s
RETURNING member_id, hash;

-- spend_member_code --
DELETE FROM signin_member_code WHERE request_id = %(request_id)s;

-- begin_session --
INSERT INTO signin_session (session_id, key, user_id, address, browser, began_at)
VALUES (%(session_id)s, %(key)s, %(user_id)s, %(address)s, %(browser)s, %(began_at)s);

-- sessions --
SELECT session_id, key, user_id, address, browser, began_at
FROM signin_session WHERE user_id = %(user_id)s ORDER BY session_id DESC;

-- forget_sessions --
DELETE FROM signin_session WHERE key = ANY(%(keys)s);

-- add_passkey --
INSERT INTO signin_member_passkey (program_id, credential_id, member_id, key, sign_count, name,
                                   made_at)
VALUES (%(program_id)s, %(credential_id)s, %(member_id)s, %(key)s, %(sign_count)s, %(name)s,
        %(made_at)s)
ON CONFLICT DO NOTHING;

-- passkeys_of --
SELECT program_id, credential_id, member_id, key, sign_count, name, made_at
FROM signin_member_passkey WHERE program_id = %(program_id)s AND member_id = %(member_id)s
ORDER BY made_at, credential_id;

-- passkey --
SELECT program_id, credential_id, member_id, key, sign_count, name, made_at
FROM signin_member_passkey
WHERE program_id = %(program_id)s AND credential_id = %(credential_id)s;

-- use_passkey --
-- A count that does not go up is a copy's; keys that do not count say 0 for ever.
UPDATE signin_member_passkey SET sign_count = %(sign_count)s
WHERE program_id = %(program_id)s AND credential_id = %(credential_id)s
  AND (sign_count < %(sign_count)s OR (sign_count = 0 AND %(sign_count)s = 0));

-- drop_passkey --
DELETE FROM signin_member_passkey
WHERE program_id = %(program_id)s AND member_id = %(member_id)s
  AND credential_id = %(credential_id)s;

-- forget_passkeys --
DELETE FROM signin_member_passkey
WHERE program_id = %(program_id)s AND member_id = %(member_id)s;

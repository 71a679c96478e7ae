-- insert_merchant --
INSERT INTO merchants_merchant (merchant_id, name, created_at)
VALUES (%(merchant_id)s, %(name)s, %(created_at)s);

-- merchants --
SELECT merchant_id, name, created_at FROM merchants_merchant ORDER BY merchant_id;

-- insert_key --
INSERT INTO merchants_key (key_id, merchant_id, program_id, kind, mode, label, hash, hint, scopes,
    origins, created_at, expires_at)
VALUES (%(key_id)s, %(merchant_id)s, %(program_id)s, %(kind)s, %(mode)s, %(label)s, %(hash)s, %(hint)s,
        %(scopes)s, %(origins)s, %(created_at)s, %(expires_at)s);

-- revoke_key --
UPDATE merchants_key SET revoked_at = %(now)s
WHERE key_id = %(key_id)s AND merchant_id = %(merchant_id)s AND revoked_at IS NULL;

-- next_generation --
INSERT INTO merchants_generation (name, number) VALUES ('keys', 1)
ON CONFLICT (name) DO UPDATE SET number = merchants_generation.number + 1;

-- generation --
SELECT number FROM merchants_generation WHERE name = 'keys';

-- key_by_hash --
SELECT key_id, merchant_id, program_id, kind, mode, label, hint, scopes, origins, created_at,
       expires_at, revoked_at
FROM merchants_key WHERE hash = %(hash)s;

-- keys_of --
SELECT key_id, merchant_id, program_id, kind, mode, label, hint, scopes, origins, created_at,
       expires_at, revoked_at
FROM merchants_key WHERE merchant_id = %(merchant_id)s ORDER BY key_id;

-- worker --
SELECT s.user_id, s.merchant_id, m.name, m.second_factor, s.role, s.blocked_at
FROM merchants_staff AS s JOIN merchants_merchant AS m USING (merchant_id)
WHERE s.user_id = %(user_id)s;

-- workers --
SELECT s.user_id, s.merchant_id, m.name, m.second_factor, s.role, s.blocked_at
FROM merchants_staff AS s JOIN merchants_merchant AS m USING (merchant_id)
WHERE s.merchant_id = %(merchant_id)s ORDER BY s.user_id;

-- posts --
SELECT user_id, program_id, role, locations
FROM merchants_post WHERE user_id = ANY(%(user_ids)s) ORDER BY user_id, program_id;

-- hire --
INSERT INTO merchants_staff (user_id, merchant_id, role) VALUES (%(user_id)s, %(merchant_id)s, %(role)s)
ON CONFLICT (user_id) DO UPDATE SET merchant_id = excluded.merchant_id, role = excluded.role,
    blocked_at = NULL;

-- lock_merchant --
-- Whoever changes who works here does so one after the other: the last owner stays.
SELECT merchant_id FROM merchants_merchant WHERE merchant_id = %(merchant_id)s FOR UPDATE;

-- owners --
SELECT user_id FROM merchants_staff
WHERE merchant_id = %(merchant_id)s AND role = 'owner' AND blocked_at IS NULL;

-- change_role --
UPDATE merchants_staff SET role = %(role)s
WHERE user_id = %(user_id)s AND merchant_id = %(merchant_id)s;

-- drop_posts --
DELETE FROM merchants_post WHERE user_id = %(user_id)s;

-- put_post --
INSERT INTO merchants_post (user_id, program_id, role, locations)
VALUES (%(user_id)s, %(program_id)s, %(role)s, %(locations)s);

-- block_worker --
UPDATE merchants_staff SET blocked_at = %(blocked_at)s
WHERE user_id = %(user_id)s AND merchant_id = %(merchant_id)s;

-- dismiss --
DELETE FROM merchants_staff WHERE user_id = %(user_id)s AND merchant_id = %(merchant_id)s;

-- require --
UPDATE merchants_merchant SET second_factor = %(second_factor)s WHERE merchant_id = %(merchant_id)s;

-- invite --
INSERT INTO merchants_invitation (invitation_id, merchant_id, email, role, program_id, locations, hash,
    invited_by, created_at, expires_at)
VALUES (%(invitation_id)s, %(merchant_id)s, %(email)s, %(role)s, %(program_id)s, %(locations)s, %(hash)s,
        %(invited_by)s, %(created_at)s, %(expires_at)s);

-- forget_invitations --
-- The time is over, or somebody is asked anew.
DELETE FROM merchants_invitation
WHERE expires_at <= %(now)s OR merchant_id = %(merchant_id)s AND email = %(email)s;

-- invitations --
SELECT invitation_id, merchant_id, email, role, program_id, locations, invited_by, created_at, expires_at
FROM merchants_invitation WHERE merchant_id = %(merchant_id)s AND expires_at > %(now)s
ORDER BY invitation_id;

-- invitation --
SELECT invitation_id, merchant_id, email, role, program_id, locations, invited_by, created_at, expires_at
FROM merchants_invitation
WHERE invitation_id = %(invitation_id)s AND hash = %(hash)s AND expires_at > %(now)s;

-- take_invitation --
DELETE FROM merchants_invitation
WHERE invitation_id = %(invitation_id)s AND hash = %(hash)s AND expires_at > %(now)s
RETURNING invitation_id, merchant_id, email, role, program_id, locations, invited_by, created_at,
          expires_at;

-- withdraw_invitation --
DELETE FROM merchants_invitation
WHERE invitation_id = %(invitation_id)s AND merchant_id = %(merchant_id)s;

-- merchant_name --
SELECT name FROM merchants_merchant WHERE merchant_id = %(merchant_id)s;

-- change_origins --
UPDATE merchants_key SET origins = %(origins)s
WHERE key_id = %(key_id)s AND merchant_id = %(merchant_id)s AND kind = 'publishable'
  AND revoked_at IS NULL;

-- put_view --
INSERT INTO merchants_view (user_id, program_id, name, query)
VALUES (%(user_id)s, %(program_id)s, %(name)s, %(query)s)
ON CONFLICT (user_id, program_id, name) DO UPDATE SET query = excluded.query;

-- drop_view --
DELETE FROM merchants_view
WHERE user_id = %(user_id)s AND program_id = %(program_id)s AND name = %(name)s;

-- views --
SELECT name, query FROM merchants_view
WHERE user_id = %(user_id)s AND program_id = %(program_id)s ORDER BY name;

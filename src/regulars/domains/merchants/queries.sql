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

-- staff_of --
SELECT merchant_id, role FROM merchants_staff WHERE user_id = %(user_id)s;

-- hire --
INSERT INTO merchants_staff (user_id, merchant_id, role) VALUES (%(user_id)s, %(merchant_id)s, %(role)s)
ON CONFLICT (user_id) DO UPDATE SET merchant_id = excluded.merchant_id, role = excluded.role;

-- merchant_name --
SELECT name FROM merchants_merchant WHERE merchant_id = %(merchant_id)s;

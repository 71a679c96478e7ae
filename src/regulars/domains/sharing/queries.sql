-- share --
-- A household that ended may begin again with the same account.
INSERT INTO sharing_shared (account_id, program_id, kind, name, number, attributes, shared_at,
  ended_at)
VALUES (%(account_id)s, %(program_id)s, %(kind)s, %(name)s, %(number)s,
  %(attributes)s::text::json, %(shared_at)s, %(ended_at)s)
ON CONFLICT (account_id) DO UPDATE
SET name = EXCLUDED.name, number = EXCLUDED.number, attributes = EXCLUDED.attributes,
  shared_at = EXCLUDED.shared_at, ended_at = EXCLUDED.ended_at;

-- some --
SELECT account_id, program_id, kind, name, number, attributes, shared_at, ended_at
FROM sharing_shared
WHERE program_id = %(program_id)s AND account_id = ANY(%(account_ids)s::uuid[]);

-- some for one account --
SELECT account_id, program_id, kind, name, number, attributes, shared_at, ended_at
FROM sharing_shared
WHERE program_id = %(program_id)s AND account_id = %(account_id)s;

-- listed --
SELECT account_id, program_id, kind, name, number, attributes, shared_at, ended_at
FROM sharing_shared
WHERE program_id = %(program_id)s AND ended_at IS NULL AND account_id < %(before)s
  AND (%(kind)s = '' OR kind = %(kind)s)
ORDER BY account_id DESC LIMIT %(limit)s;

-- begin --
INSERT INTO sharing_stay (account_id, member_id, since, program_id, own, told, until, redacted_at)
SELECT account_id, member_id, since, %(program_id)s, own, told, until, NULL
FROM unnest(%(account_ids)s::uuid[], %(member_ids)s::uuid[], %(since)s::timestamptz[],
            %(own)s::boolean[], %(told)s::boolean[], %(until)s::timestamptz[])
     AS new(account_id, member_id, since, own, told, until)
ON CONFLICT (account_id, member_id, since) DO UPDATE
SET own = EXCLUDED.own, told = EXCLUDED.told, until = EXCLUDED.until;

-- begin for one account --
INSERT INTO sharing_stay (account_id, member_id, since, program_id, own, told, until, redacted_at)
SELECT %(account_id)s::uuid, member_id, since, %(program_id)s, own, told, until, NULL
FROM unnest(%(member_ids)s::uuid[], %(since)s::timestamptz[],
            %(own)s::boolean[], %(told)s::boolean[], %(until)s::timestamptz[])
     AS new(member_id, since, own, told, until)
ON CONFLICT (account_id, member_id, since) DO UPDATE
SET own = EXCLUDED.own, told = EXCLUDED.told, until = EXCLUDED.until;

-- end --
UPDATE sharing_stay SET until = %(at)s
WHERE account_id = %(account_id)s AND member_id = %(member_id)s AND until IS NULL;

-- stays --
SELECT account_id, member_id, since, program_id, own, told, until, redacted_at
FROM sharing_stay
WHERE program_id = %(program_id)s AND member_id = %(member_id)s ORDER BY since, account_id;

-- people --
SELECT account_id, member_id, since, program_id, own, told, until, redacted_at
FROM sharing_stay
WHERE account_id = ANY(%(account_ids)s::uuid[]) AND until IS NULL AND NOT own
ORDER BY since, member_id;

-- people for one account, by since, member_id --
SELECT account_id, member_id, since, program_id, own, told, until, redacted_at
FROM sharing_stay
WHERE account_id = %(account_id)s AND until IS NULL AND NOT own
ORDER BY since, member_id;

-- tell --
UPDATE sharing_stay SET told = true
WHERE account_id = %(account_id)s AND member_id = %(member_id)s AND until IS NULL;

-- redact --
UPDATE sharing_stay SET redacted_at = %(at)s
WHERE program_id = %(program_id)s AND member_id = %(member_id)s AND told AND redacted_at IS NULL;

-- redacted --
SELECT DISTINCT account_id FROM sharing_stay
WHERE account_id = ANY(%(account_ids)s::uuid[]) AND redacted_at IS NOT NULL;

-- redacted for one account --
SELECT DISTINCT account_id FROM sharing_stay
WHERE account_id = %(account_id)s AND redacted_at IS NOT NULL;

-- add_child --
INSERT INTO sharing_child (account_id, child_id, program_id, name, since)
VALUES (%(account_id)s, %(child_id)s, %(program_id)s, %(name)s, %(since)s);

-- children --
SELECT account_id, child_id, program_id, name, since FROM sharing_child
WHERE account_id = ANY(%(account_ids)s::uuid[]) ORDER BY since, child_id;

-- children for one account, by since, child_id --
SELECT account_id, child_id, program_id, name, since FROM sharing_child
WHERE account_id = %(account_id)s ORDER BY since, child_id;

-- drop_child --
DELETE FROM sharing_child WHERE account_id = %(account_id)s AND child_id = %(child_id)s;

-- drop_children --
DELETE FROM sharing_child WHERE account_id = %(account_id)s;

-- invite --
INSERT INTO sharing_invitation (account_id, invitation_id, program_id, contact_kind, contact, role,
  status, invited_at, until, member_id)
VALUES (%(account_id)s, %(invitation_id)s, %(program_id)s, %(contact_kind)s, %(contact)s, %(role)s,
  %(status)s, %(invited_at)s, %(until)s, %(member_id)s);

-- put_code --
INSERT INTO sharing_code (program_id, digest, account_id, invitation_id)
VALUES (%(program_id)s, %(digest)s, %(account_id)s, %(invitation_id)s);

-- invitations --
SELECT account_id, invitation_id, program_id, contact_kind, contact, role, status, invited_at,
  until, member_id
FROM sharing_invitation
WHERE account_id = ANY(%(account_ids)s::uuid[]) AND status = 'open'
ORDER BY invited_at, invitation_id;

-- invitations for one account, by invited_at, invitation_id --
SELECT account_id, invitation_id, program_id, contact_kind, contact, role, status, invited_at,
  until, member_id
FROM sharing_invitation
WHERE account_id = %(account_id)s AND status = 'open'
ORDER BY invited_at, invitation_id;

-- invitation_of --
SELECT account_id, invitation_id FROM sharing_code
WHERE program_id = %(program_id)s AND digest = %(digest)s;

-- lock_invitation --
-- Whoever accepts waits here: an invitation is for one.
SELECT account_id, invitation_id, program_id, contact_kind, contact, role, status, invited_at,
  until, member_id
FROM sharing_invitation
WHERE account_id = %(account_id)s AND invitation_id = %(invitation_id)s FOR UPDATE;

-- settle_invitation --
-- Once it is settled, whom it was sent to need not be known any longer.
UPDATE sharing_invitation SET status = %(status)s, member_id = %(member_id)s, contact = ''
WHERE account_id = %(account_id)s AND invitation_id = %(invitation_id)s;

-- withdraw_all --
UPDATE sharing_invitation SET status = 'withdrawn', contact = ''
WHERE account_id = %(account_id)s AND status = 'open';

-- opened --
SELECT account_id, fingerprint FROM sharing_opened
WHERE program_id = %(program_id)s AND key = %(key)s;

-- note_opened --
INSERT INTO sharing_opened (program_id, key, fingerprint, account_id)
VALUES (%(program_id)s, %(key)s, %(fingerprint)s, %(account_id)s)
ON CONFLICT DO NOTHING;

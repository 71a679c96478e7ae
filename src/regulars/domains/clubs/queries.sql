-- insert_club --
INSERT INTO clubs_club (program_id, club_id, key, fingerprint, title, text, joining, audience, capacity, code_digest,
  status, members, created_at, changed_at)
VALUES (%(program_id)s, %(club_id)s, %(key)s, %(fingerprint)s, %(title)s, %(text)s, %(joining)s,
  %(audience)s::text::json, %(capacity)s, %(code_digest)s, %(status)s, %(members)s,
  %(created_at)s, %(changed_at)s)
ON CONFLICT (program_id, key) DO NOTHING;

-- save_club --
UPDATE clubs_club
SET title = %(title)s, text = %(text)s, joining = %(joining)s,
  audience = %(audience)s::text::json, capacity = %(capacity)s, code_digest = %(code_digest)s,
  status = %(status)s, members = %(members)s, changed_at = %(changed_at)s
WHERE program_id = %(program_id)s AND club_id = %(club_id)s;

-- lock --
-- Whoever joins or leaves waits here: the last place goes once.
SELECT program_id, club_id, key, fingerprint, title, text, joining, audience, capacity, code_digest,
  status, members, created_at, changed_at
FROM clubs_club WHERE program_id = %(program_id)s AND club_id = %(club_id)s FOR UPDATE;

-- some --
SELECT program_id, club_id, key, fingerprint, title, text, joining, audience, capacity, code_digest,
  status, members, created_at, changed_at
FROM clubs_club WHERE program_id = %(program_id)s AND club_id = ANY(%(club_ids)s::uuid[])
ORDER BY key;

-- by_key --
SELECT program_id, club_id, key, fingerprint, title, text, joining, audience, capacity, code_digest,
  status, members, created_at, changed_at
FROM clubs_club WHERE program_id = %(program_id)s AND key = %(key)s;

-- listed --
SELECT program_id, club_id, key, fingerprint, title, text, joining, audience, capacity, code_digest,
  status, members, created_at, changed_at
FROM clubs_club WHERE program_id = %(program_id)s AND key > %(after)s
ORDER BY key LIMIT %(limit)s;

-- put_membership --
INSERT INTO clubs_membership (account_id, club_id, program_id, status, since)
VALUES (%(account_id)s, %(club_id)s, %(program_id)s, %(status)s, %(since)s)
ON CONFLICT (account_id, club_id) DO UPDATE
SET status = excluded.status, since = excluded.since;

-- put_step --
INSERT INTO clubs_step (account_id, step_id, program_id, club_id, request, status, at, actor, reason)
VALUES (%(account_id)s, %(step_id)s, %(program_id)s, %(club_id)s, %(request)s, %(status)s, %(at)s,
  %(actor)s, %(reason)s);

-- step --
SELECT account_id, step_id, program_id, club_id, request, status, at, actor, reason
FROM clubs_step WHERE account_id = %(account_id)s AND request = %(request)s;

-- steps --
SELECT account_id, step_id, program_id, club_id, request, status, at, actor, reason
FROM clubs_step WHERE account_id = %(account_id)s ORDER BY at, step_id;

-- forget --
UPDATE clubs_step SET reason = '' WHERE account_id = %(account_id)s;

-- of_account --
SELECT account_id, club_id, program_id, status, since
FROM clubs_membership WHERE account_id = %(account_id)s ORDER BY club_id;

-- members --
SELECT account_id, club_id, program_id, status, since
FROM clubs_membership
WHERE program_id = %(program_id)s AND club_id = %(club_id)s AND status = ANY(%(statuses)s)
  AND account_id > %(after)s
ORDER BY account_id LIMIT %(limit)s;

-- asking --
SELECT club_id, count(*) FROM clubs_membership
WHERE program_id = %(program_id)s AND club_id = ANY(%(club_ids)s::uuid[]) AND status = 'asked'
GROUP BY club_id;

-- insert_post --
INSERT INTO clubs_post (program_id, post_id, club_id, request, fingerprint, title, text, author, pinned,
  published_at, until, changed_at)
VALUES (%(program_id)s, %(post_id)s, %(club_id)s, %(request)s, %(fingerprint)s, %(title)s, %(text)s,
  %(author)s, %(pinned)s, %(published_at)s, %(until)s, %(changed_at)s)
ON CONFLICT (program_id, request) DO NOTHING;

-- post_by_request --
SELECT program_id, post_id, club_id, request, fingerprint, title, text, author, pinned,
  published_at, until, changed_at
FROM clubs_post WHERE program_id = %(program_id)s AND request = %(request)s;

-- lock_post --
SELECT program_id, post_id, club_id, request, fingerprint, title, text, author, pinned,
  published_at, until, changed_at
FROM clubs_post
WHERE program_id = %(program_id)s AND club_id = %(club_id)s AND post_id = %(post_id)s FOR UPDATE;

-- save_post --
UPDATE clubs_post
SET title = %(title)s, text = %(text)s, pinned = %(pinned)s, published_at = %(published_at)s,
  until = %(until)s, changed_at = %(changed_at)s
WHERE program_id = %(program_id)s AND post_id = %(post_id)s;

-- posts --
SELECT program_id, post_id, club_id, request, fingerprint, title, text, author, pinned,
  published_at, until, changed_at
FROM clubs_post
WHERE program_id = %(program_id)s AND club_id = ANY(%(club_ids)s::uuid[])
  AND (%(now)s::timestamptz IS NULL
       OR (published_at <= %(now)s AND (until IS NULL OR until > %(now)s)))
ORDER BY pinned DESC, published_at DESC, post_id DESC LIMIT %(limit)s;

-- asking_in_all --
SELECT count(*) FROM clubs_membership WHERE program_id = %(program_id)s AND status = 'asked';

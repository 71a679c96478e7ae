-- record --
-- One request is one act, however many transactions it took.
INSERT INTO audit_act (act_id, merchant_id, program_id, at, actor, kind, member_id, target, address,
    details)
VALUES (%(act_id)s, %(merchant_id)s, %(program_id)s, %(at)s, %(actor)s, %(kind)s, %(member_id)s,
        %(target)s, %(address)s, %(details)s)
ON CONFLICT (act_id) DO NOTHING;

-- page --
SELECT act_id, merchant_id, program_id, at, actor, kind, member_id, target, address, details
FROM audit_act
WHERE merchant_id = %(merchant_id)s AND act_id < %(before)s
  AND (program_id IS NULL OR program_id = %(program_id)s)
  AND (%(actor)s = '' OR actor = %(actor)s OR starts_with(actor, %(actor)s || ':'))
  AND (%(kind)s = '' OR kind = %(kind)s) AND NOT kind = ANY(%(without)s::text[])
  AND (%(member_id)s::uuid IS NULL OR member_id = %(member_id)s)
  AND (%(since)s::timestamptz IS NULL OR at >= %(since)s)
  AND (%(until)s::timestamptz IS NULL OR at < %(until)s)
ORDER BY act_id DESC LIMIT %(limit)s;

-- kinds --
SELECT DISTINCT kind FROM audit_act
WHERE merchant_id = %(merchant_id)s AND (program_id IS NULL OR program_id = %(program_id)s)
ORDER BY kind;

-- forget --
SELECT audit_forget(%(before)s);

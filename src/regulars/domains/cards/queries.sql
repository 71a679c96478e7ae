-- insert_cards --
INSERT INTO cards_card (card_id, program_id, member_id, number, kind, status, reason, issued_at,
    changed_at, changed_by)
SELECT card_id, %(program_id)s, member_id, number, kind, 'active', '', issued_at, issued_at,
       changed_by
FROM unnest(%(card_ids)s::uuid[], %(member_ids)s::uuid[], %(numbers)s::text[], %(kinds)s::text[],
            %(issued)s::timestamptz[], %(by)s::text[])
     AS new(card_id, member_id, number, kind, issued_at, changed_by);

-- change_card --
UPDATE cards_card SET status = %(status)s, reason = %(reason)s, changed_at = %(changed_at)s,
    changed_by = %(changed_by)s, replaced_by = %(replaced_by)s
WHERE card_id = %(card_id)s AND program_id = %(program_id)s;

-- drop_card --
DELETE FROM cards_card
WHERE program_id = %(program_id)s AND number = %(number)s AND member_id = %(member_id)s;

-- hand_over --
UPDATE cards_card SET member_id = %(into)s
WHERE program_id = %(program_id)s AND member_id = %(leaving)s;

-- give_back --
UPDATE cards_card SET member_id = %(to)s
WHERE program_id = %(program_id)s AND member_id = %(giver)s AND card_id = ANY(%(card_ids)s::uuid[]);

-- forget_asked --
DELETE FROM cards_asked AS a USING cards_card AS c
WHERE c.program_id = %(program_id)s AND c.member_id = %(member_id)s
  AND a.program_id = c.program_id AND a.card_id = c.card_id;

-- forget_cards --
DELETE FROM cards_card WHERE program_id = %(program_id)s AND member_id = %(member_id)s;

-- by_numbers --
SELECT card_id, program_id, member_id, number, kind, status, reason, issued_at, changed_at,
       changed_by, replaced_by
FROM cards_card
WHERE program_id = %(program_id)s AND number = ANY(%(numbers)s);

-- by_ids --
SELECT card_id, program_id, member_id, number, kind, status, reason, issued_at, changed_at,
       changed_by, replaced_by
FROM cards_card
WHERE program_id = %(program_id)s AND card_id = ANY(%(card_ids)s);

-- of_member --
-- Ids sort by the time they were made.
SELECT card_id, program_id, member_id, number, kind, status, reason, issued_at, changed_at,
       changed_by, replaced_by
FROM cards_card
WHERE program_id = %(program_id)s AND member_id = %(member_id)s
ORDER BY card_id DESC;

-- newest --
SELECT card_id, program_id, member_id, number, kind, status, reason, issued_at, changed_at,
       changed_by, replaced_by
FROM cards_card
WHERE program_id = %(program_id)s AND card_id < %(before)s
  AND (%(status)s = '' OR status = %(status)s) AND (%(kind)s = '' OR kind = %(kind)s)
ORDER BY card_id DESC
LIMIT %(limit)s;

-- asked --
SELECT card_id, fingerprint FROM cards_asked WHERE program_id = %(program_id)s AND key = %(key)s;

-- note_asked --
-- Constraint before check: two that ask under one key at the same moment meet here.
INSERT INTO cards_asked (program_id, key, card_id, fingerprint)
VALUES (%(program_id)s, %(key)s, %(card_id)s, %(fingerprint)s)
ON CONFLICT DO NOTHING;

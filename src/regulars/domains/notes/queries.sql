-- write --
-- The form's own key is the note's id: sent twice, it is written once.
INSERT INTO notes_note (program_id, member_id, note_id, kind, text, at, actor)
VALUES (%(program_id)s, %(member_id)s, %(note_id)s, %(kind)s, %(text)s, %(at)s, %(actor)s)
ON CONFLICT DO NOTHING;

-- forget --
DELETE FROM notes_note WHERE program_id = %(program_id)s AND member_id = %(member_id)s;

-- copy --
INSERT INTO notes_note (program_id, member_id, note_id, kind, text, at, actor)
SELECT program_id, %(into)s, note_id, kind, text, at, actor FROM notes_note
WHERE program_id = %(program_id)s AND member_id = %(leaving)s
ON CONFLICT DO NOTHING;

-- drop_shared --
DELETE FROM notes_note AS n
USING notes_note AS theirs
WHERE n.program_id = %(program_id)s AND n.member_id = %(giver)s
  AND theirs.program_id = n.program_id AND theirs.member_id = %(to)s AND theirs.note_id = n.note_id;

-- of_member --
SELECT program_id, member_id, note_id, kind, text, at, actor FROM notes_note
WHERE program_id = %(program_id)s AND member_id = %(member_id)s AND note_id < %(before)s
ORDER BY note_id DESC LIMIT %(limit)s;

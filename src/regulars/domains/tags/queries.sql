-- put --
INSERT INTO tags_tag (program_id, member_id, tag, at, actor)
VALUES (%(program_id)s, %(member_id)s, %(tag)s, %(at)s, %(actor)s)
ON CONFLICT DO NOTHING;

-- drop --
DELETE FROM tags_tag
WHERE program_id = %(program_id)s AND member_id = %(member_id)s AND tag = %(tag)s;

-- drop_some --
DELETE FROM tags_tag
WHERE program_id = %(program_id)s AND member_id = %(member_id)s AND tag = ANY(%(tags)s::text[]);

-- forget --
DELETE FROM tags_tag WHERE program_id = %(program_id)s AND member_id = %(member_id)s;

-- copy --
-- Two members are one person: what was on the one is on the other.
INSERT INTO tags_tag (program_id, member_id, tag, at, actor)
SELECT program_id, %(into)s, tag, at, actor FROM tags_tag
WHERE program_id = %(program_id)s AND member_id = %(leaving)s
ON CONFLICT DO NOTHING;

-- of_members --
SELECT program_id, member_id, tag, at, actor FROM tags_tag
WHERE program_id = %(program_id)s AND member_id = ANY(%(member_ids)s) ORDER BY tag;

-- tagged --
SELECT member_id FROM tags_tag WHERE program_id = %(program_id)s AND tag = %(tag)s;

-- words --
SELECT tag, count(*) FROM tags_tag WHERE program_id = %(program_id)s GROUP BY tag ORDER BY tag;

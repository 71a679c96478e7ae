-- set --
-- The form's own key is the goal's id: sent twice, it is set once. The count keeps a hostile
-- form from having the job count without end.
INSERT INTO goals_goal (program_id, goal_id, measure, target, first_day, last_day, set_at, actor)
SELECT %(program_id)s, %(goal_id)s, %(measure)s, %(target)s, %(first_day)s, %(last_day)s,
       %(set_at)s, %(actor)s
WHERE (SELECT count(*) FROM goals_goal WHERE program_id = %(program_id)s) < %(most)s
ON CONFLICT DO NOTHING;

-- drop --
DELETE FROM goals_goal WHERE program_id = %(program_id)s AND goal_id = %(goal_id)s;

-- all_of --
SELECT program_id, goal_id, measure, target, first_day, last_day, set_at, actor FROM goals_goal
WHERE program_id = %(program_id)s
ORDER BY last_day, goal_id;

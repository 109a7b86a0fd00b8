-- Text indexes and comparisons of a task's position are byte by byte, as the fractional index means
-- them, whatever the database's own collation is.
ALTER TABLE tasks ALTER COLUMN position TYPE text COLLATE "C";--> statement-breakpoint

-- Somebody who hands a task on is neither its creator nor its assignee afterwards; only the row as it
-- was decides who may change it.
DROP POLICY task_edit ON tasks;--> statement-breakpoint
CREATE POLICY task_edit ON tasks FOR UPDATE
  USING (workspace_id = (SELECT ctx_workspace())
    AND ((SELECT ctx_role()) IN ('manager', 'admin')
      OR ((SELECT ctx_role()) = 'member'
        AND (creator_id = (SELECT ctx_user()) OR assignee_id = (SELECT ctx_user())))))
  WITH CHECK (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL);--> statement-breakpoint

-- A project's totals are for everyone in the workspace, while a member may not read a colleague's
-- check-ins. These functions answer sums and never rows; each refuses any workspace but the one of
-- the transaction. They are the only ones that run with another role's rights.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ws_ledger') THEN
    CREATE ROLE ws_ledger NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END $$;--> statement-breakpoint
GRANT ws_ledger TO CURRENT_USER;--> statement-breakpoint
GRANT USAGE, CREATE ON SCHEMA public TO ws_ledger;--> statement-breakpoint
GRANT SELECT ON checkins TO ws_ledger;--> statement-breakpoint
GRANT UPDATE (project_id, version, updated_at) ON checkins TO ws_ledger;--> statement-breakpoint
CREATE POLICY ledger_reads ON checkins FOR SELECT TO ws_ledger USING (true);--> statement-breakpoint
CREATE POLICY ledger_moves ON checkins FOR UPDATE TO ws_ledger USING (true);--> statement-breakpoint

-- The time of one project: in total, by week (Monday), by task and by tag. `kind` says which. Weeks
-- are counted from a Monday before the first day there can be, which costs a third of date_trunc.
CREATE FUNCTION project_time(workspace uuid, project uuid)
  RETURNS TABLE (kind text, key text, minutes bigint, count bigint, last_day date)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 200 AS $$
  SELECT CASE grouping(c.week, c.task_id) WHEN 3 THEN 'total' WHEN 1 THEN 'week' ELSE 'task' END,
         coalesce(c.week::text, c.task_id::text), sum(c.minutes), count(*), max(c.work_date)
    FROM (SELECT work_date - (work_date - date '1999-12-27') % 7 AS week, task_id, minutes, work_date
            FROM checkins
           WHERE workspace_id = workspace AND project_id = project AND deleted_at IS NULL
             AND workspace = ctx_workspace() AND ctx_role() IS NOT NULL) c
   GROUP BY GROUPING SETS ((), (c.week), (c.task_id))
  HAVING count(*) > 0
  UNION ALL
  SELECT 'tag', c.tag, sum(c.minutes), count(*), max(c.work_date)
    FROM (SELECT unnest(tags) AS tag, minutes, work_date FROM checkins
           WHERE workspace_id = workspace AND project_id = project AND deleted_at IS NULL
             AND workspace = ctx_workspace() AND ctx_role() IS NOT NULL) c
   GROUP BY c.tag
$$;--> statement-breakpoint

-- The figures of the projects table for one page of projects.
CREATE FUNCTION projects_time(workspace uuid, projects uuid[], week_start date)
  RETURNS TABLE (project_id uuid, minutes bigint, minutes_this_week bigint, last_day date)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 100 AS $$
  SELECT c.project_id, sum(c.minutes), coalesce(sum(c.minutes) FILTER (WHERE c.work_date >= week_start AND c.work_date < week_start + 7), 0),
         max(c.work_date)
    FROM checkins c
   WHERE c.workspace_id = workspace AND c.project_id = ANY (projects) AND c.deleted_at IS NULL
     AND workspace = ctx_workspace() AND ctx_role() IS NOT NULL
   GROUP BY c.project_id
$$;--> statement-breakpoint

-- Everyone's minutes on each of these tasks.
CREATE FUNCTION tasks_time(workspace uuid, tasks uuid[])
  RETURNS TABLE (task_id uuid, minutes bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 100 AS $$
  SELECT c.task_id, sum(c.minutes) FROM checkins c
   WHERE c.workspace_id = workspace AND c.task_id = ANY (tasks) AND c.deleted_at IS NULL
     AND workspace = ctx_workspace() AND ctx_role() IS NOT NULL
   GROUP BY c.task_id
$$;--> statement-breakpoint

-- A task that moves takes its time along, whoever logged it. Answers how many rows moved.
CREATE FUNCTION move_task_time(workspace uuid, task uuid, project uuid)
  RETURNS bigint
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH moved AS (
    UPDATE checkins SET project_id = project, version = version + 1, updated_at = now()
     WHERE workspace_id = workspace AND task_id = task
       AND workspace = ctx_workspace() AND ctx_role() IN ('manager', 'admin')
    RETURNING 1)
  SELECT count(*) FROM moved
$$;--> statement-breakpoint

ALTER FUNCTION project_time(uuid, uuid) OWNER TO ws_ledger;--> statement-breakpoint
ALTER FUNCTION projects_time(uuid, uuid[], date) OWNER TO ws_ledger;--> statement-breakpoint
ALTER FUNCTION tasks_time(uuid, uuid[]) OWNER TO ws_ledger;--> statement-breakpoint
ALTER FUNCTION move_task_time(uuid, uuid, uuid) OWNER TO ws_ledger;--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM ws_ledger;--> statement-breakpoint
REVOKE ALL ON FUNCTION project_time(uuid, uuid), projects_time(uuid, uuid[], date),
  tasks_time(uuid, uuid[]), move_task_time(uuid, uuid, uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION project_time(uuid, uuid), projects_time(uuid, uuid[], date),
  tasks_time(uuid, uuid[]), move_task_time(uuid, uuid, uuid) TO ws_app;

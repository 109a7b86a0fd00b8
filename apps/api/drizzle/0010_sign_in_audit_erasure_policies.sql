-- The first sign-in of a person whom an admin has added binds their row, once. Nothing else of a row
-- can be changed that way, and a bound one stays whose it is.
GRANT UPDATE (clerk_user_id, updated_at, version) ON users TO ws_directory;--> statement-breakpoint
CREATE POLICY directory_binds ON users FOR UPDATE TO ws_directory
  USING (clerk_user_id IS NULL AND active)
  WITH CHECK (clerk_user_id IS NOT NULL);--> statement-breakpoint
GRANT INSERT ON audit_log TO ws_directory;--> statement-breakpoint
CREATE POLICY directory_adds ON audit_log FOR INSERT TO ws_directory
  WITH CHECK (action = 'user.bound' AND object_type = 'user' AND actor_id = object_id);--> statement-breakpoint

ALTER TABLE audit_chain ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE audit_chain FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT ON audit_chain TO ws_app, ws_backup, ws_jobs;--> statement-breakpoint
GRANT SELECT ON audit_log, audit_values TO ws_jobs;--> statement-breakpoint
-- Links are added by the job alone, and like the log they are never changed.
GRANT INSERT ON audit_chain TO ws_jobs;--> statement-breakpoint
CREATE POLICY backup_reads ON audit_chain FOR SELECT TO ws_backup USING (true);--> statement-breakpoint
CREATE POLICY chain_read ON audit_chain FOR SELECT TO ws_app
  USING (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) = 'admin');--> statement-breakpoint
CREATE POLICY jobs_read ON audit_chain FOR SELECT TO ws_jobs USING (true);--> statement-breakpoint
CREATE POLICY jobs_add ON audit_chain FOR INSERT TO ws_jobs WITH CHECK (true);--> statement-breakpoint
CREATE POLICY jobs_read ON audit_values FOR SELECT TO ws_jobs USING (true);--> statement-breakpoint

ALTER TABLE erasures ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE erasures FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT ON erasures TO ws_app, ws_backup, ws_jobs;--> statement-breakpoint
GRANT INSERT ON erasures TO ws_app;--> statement-breakpoint
GRANT UPDATE ON erasures TO ws_jobs;--> statement-breakpoint
CREATE POLICY backup_reads ON erasures FOR SELECT TO ws_backup USING (true);--> statement-breakpoint
CREATE POLICY erasure_read ON erasures FOR SELECT TO ws_app
  USING (workspace_id = (SELECT ctx_workspace())
    AND ((SELECT ctx_role()) = 'admin'
      OR ((SELECT ctx_role()) IS NOT NULL AND user_id = (SELECT ctx_user()))));--> statement-breakpoint
CREATE POLICY erasure_add ON erasures FOR INSERT TO ws_app
  WITH CHECK (workspace_id = (SELECT ctx_workspace())
    AND requested_by = (SELECT ctx_user())
    AND ((SELECT ctx_role()) = 'admin'
      OR ((SELECT ctx_role()) IS NOT NULL AND user_id = (SELECT ctx_user()))));--> statement-breakpoint
CREATE POLICY jobs_read ON erasures FOR SELECT TO ws_jobs USING (true);--> statement-breakpoint
CREATE POLICY jobs_finish ON erasures FOR UPDATE TO ws_jobs USING (done_at IS NULL) WITH CHECK (true);--> statement-breakpoint
-- Who asks to be erased switches their own row off; nobody else but an admin can.
CREATE POLICY user_leave ON users FOR UPDATE TO ws_app
  USING (workspace_id = (SELECT ctx_workspace()) AND id = (SELECT ctx_user())
    AND (SELECT ctx_role()) IS NOT NULL)
  WITH CHECK (workspace_id = (SELECT ctx_workspace()) AND id = (SELECT ctx_user())
    AND role = (SELECT ctx_role()) AND NOT active
    AND EXISTS (SELECT FROM erasures e
      WHERE e.workspace_id = users.workspace_id AND e.user_id = users.id));--> statement-breakpoint

CREATE FUNCTION is_being_erased(workspace uuid, person uuid) RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT EXISTS (SELECT FROM erasures
    WHERE workspace_id = workspace AND user_id = person AND done_at IS NULL) $$;--> statement-breakpoint
GRANT SELECT (workspace_id, id, name, version) ON users TO ws_jobs;--> statement-breakpoint
GRANT SELECT (workspace_id, user_id) ON ai_feedback TO ws_jobs;--> statement-breakpoint
CREATE POLICY jobs_find ON ai_feedback FOR SELECT TO ws_jobs
  USING (is_being_erased(workspace_id, user_id));--> statement-breakpoint
GRANT DELETE ON ai_feedback, audit_values TO ws_jobs;--> statement-breakpoint
GRANT UPDATE (email, name, clerk_user_id, time_zone, active, ai_enabled, updated_at, version)
  ON users TO ws_jobs;--> statement-breakpoint
GRANT UPDATE (text, activity, started_at, ended_at, time_zone, source_id, updated_at, version)
  ON checkins TO ws_jobs;--> statement-breakpoint
GRANT UPDATE (assignee_id, updated_at, version) ON tasks TO ws_jobs;--> statement-breakpoint
GRANT UPDATE (owner_id, updated_at, version) ON projects TO ws_jobs;--> statement-breakpoint
CREATE POLICY jobs_erase ON users FOR UPDATE TO ws_jobs
  USING (is_being_erased(workspace_id, id));--> statement-breakpoint
CREATE POLICY jobs_erase ON checkins FOR UPDATE TO ws_jobs
  USING (is_being_erased(workspace_id, user_id));--> statement-breakpoint
CREATE POLICY jobs_erase ON tasks FOR UPDATE TO ws_jobs
  USING (is_being_erased(workspace_id, assignee_id))
  WITH CHECK (assignee_id IS NULL);--> statement-breakpoint
CREATE POLICY jobs_erase ON projects FOR UPDATE TO ws_jobs
  USING (is_being_erased(workspace_id, owner_id))
  WITH CHECK (owner_id IS NULL);--> statement-breakpoint
CREATE POLICY jobs_erase ON documents FOR UPDATE TO ws_jobs
  USING (is_being_erased(workspace_id, uploader_id));--> statement-breakpoint
CREATE POLICY jobs_erase ON uploads FOR DELETE TO ws_jobs
  USING (is_being_erased(workspace_id, user_id));--> statement-breakpoint
CREATE POLICY jobs_erase ON idempotency_keys FOR DELETE TO ws_jobs
  USING (is_being_erased(workspace_id, user_id));--> statement-breakpoint
CREATE POLICY jobs_erase ON ai_feedback FOR DELETE TO ws_jobs
  USING (is_being_erased(workspace_id, user_id));--> statement-breakpoint
-- Values alone: the line of the log stays, and with it the chain.
CREATE POLICY jobs_erase ON audit_values FOR DELETE TO ws_jobs
  USING (EXISTS (SELECT FROM audit_log a
    WHERE a.workspace_id = audit_values.workspace_id AND a.id = audit_values.audit_id
      AND (is_being_erased(a.workspace_id, a.actor_id)
        OR is_being_erased(a.workspace_id, a.object_id)
        OR EXISTS (SELECT FROM checkins c WHERE c.workspace_id = a.workspace_id
          AND c.id = a.object_id AND is_being_erased(c.workspace_id, c.user_id)))));--> statement-breakpoint
GRANT SELECT ON project_narratives TO ws_jobs;--> statement-breakpoint
CREATE POLICY jobs_read ON project_narratives FOR SELECT TO ws_jobs USING (true);--> statement-breakpoint
GRANT UPDATE (author_id) ON project_narratives TO ws_jobs;--> statement-breakpoint
CREATE POLICY jobs_erase ON project_narratives FOR UPDATE TO ws_jobs
  USING (is_being_erased(workspace_id, author_id))
  WITH CHECK (author_id IS NULL);

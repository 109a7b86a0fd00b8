-- A session that was signed out of. The policies compare with the session that asks, not with a
-- workspace: its next token may be for another one.
ALTER TABLE ended_sessions ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE ended_sessions FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- Nothing that runs for a person can take it back: the api adds, and the jobs remove what is due.
GRANT SELECT, INSERT ON ended_sessions TO ws_app;--> statement-breakpoint
GRANT SELECT ON ended_sessions TO ws_backup;--> statement-breakpoint
GRANT SELECT, DELETE ON ended_sessions TO ws_jobs;--> statement-breakpoint

CREATE FUNCTION ctx_session() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.session_id', true), '') $$;--> statement-breakpoint

CREATE POLICY backup_reads ON ended_sessions FOR SELECT TO ws_backup USING (true);--> statement-breakpoint
CREATE POLICY session_read ON ended_sessions FOR SELECT TO ws_app
  USING (session_id = (SELECT ctx_session()));--> statement-breakpoint
CREATE POLICY session_end ON ended_sessions FOR INSERT TO ws_app
  WITH CHECK (session_id = (SELECT ctx_session())
    AND workspace_id = (SELECT ctx_workspace()) AND user_id = (SELECT ctx_user())
    AND (SELECT ctx_role()) IS NOT NULL);--> statement-breakpoint
CREATE POLICY jobs_read ON ended_sessions FOR SELECT TO ws_jobs USING (true);--> statement-breakpoint
CREATE POLICY jobs_purge ON ended_sessions FOR DELETE TO ws_jobs
  USING (created_at < now() - interval '30 days');--> statement-breakpoint
CREATE POLICY jobs_erase ON ended_sessions FOR DELETE TO ws_jobs
  USING (is_being_erased(workspace_id, user_id));--> statement-breakpoint

-- Enters a transaction as a person, in a session of theirs; null where there is none to end. An ended
-- one gets no role. It stands beside the one with two arguments, which the version that still runs
-- asks while this one comes up.
CREATE FUNCTION enter_as(workspace uuid, person uuid, session text)
  RETURNS TABLE (role text, active boolean, time_zone text, ended boolean)
  LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM set_config('app.workspace_id', workspace::text, true),
    set_config('app.user_id', person::text, true),
    set_config('app.session_id', coalesce(session, ''), true),
    set_config('app.role', '', true);
  SELECT u.role, u.active, u.time_zone,
         EXISTS (SELECT FROM ended_sessions e WHERE e.session_id = session)
    INTO role, active, time_zone, ended
    FROM users u WHERE u.workspace_id = workspace AND u.id = person;
  IF FOUND THEN
    PERFORM set_config('app.role', CASE WHEN active AND NOT ended THEN role ELSE '' END, true);
    RETURN NEXT;
  END IF;
END $$;
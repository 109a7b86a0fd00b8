-- Roles, grants and row-level security: the second wall behind the predicate that every statement
-- of the api carries. Written by hand, because the generator knows neither roles nor policies.
--
-- ws_app        what the api connects as: no superuser, no bypassrls, no DDL, no TRUNCATE
-- ws_directory  finds which workspace a person belongs to, before there is a context
-- ws_backup     reads everything

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ws_app') THEN
    CREATE ROLE ws_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ws_directory') THEN
    CREATE ROLE ws_directory NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ws_backup') THEN
    CREATE ROLE ws_backup NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  -- Two databases of one cluster migrated at once: the roles are there, which is all that counts.
  NULL;
END $$;--> statement-breakpoint
GRANT ws_app, ws_directory TO CURRENT_USER;--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO ws_app, ws_directory, ws_backup;--> statement-breakpoint
GRANT SELECT ON ALL TABLES IN SCHEMA public TO ws_app, ws_backup;--> statement-breakpoint
GRANT SELECT ON users, workspaces TO ws_directory;--> statement-breakpoint
GRANT INSERT, UPDATE ON workspaces, users, projects, tasks, checkins, documents, document_links,
  uploads, idempotency_keys, ai_feedback, search_chunks TO ws_app;--> statement-breakpoint
GRANT DELETE ON projects, tasks, checkins, document_links, uploads, idempotency_keys,
  search_chunks TO ws_app;--> statement-breakpoint
-- The log can be added to and read, never changed.
GRANT INSERT ON audit_log, audit_values TO ws_app;--> statement-breakpoint

-- The context that withActor sets for one transaction. Each policy calls these in a sub-select, so
-- that they run once a statement and not once a row. No context means null, and null means no rows.
CREATE FUNCTION ctx_workspace() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.workspace_id', true), '')::uuid $$;--> statement-breakpoint
CREATE FUNCTION ctx_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;--> statement-breakpoint
CREATE FUNCTION ctx_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.role', true), '') $$;--> statement-breakpoint
-- Manager or admin. A function of its own, because the planner takes a plain boolean for every second
-- row but "role IN (…)" for one in a hundred, and then sorts a whole feed to give its first page.
CREATE FUNCTION ctx_manages() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(current_setting('app.role', true) IN ('manager', 'admin'), false) $$;--> statement-breakpoint

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['workspaces', 'users', 'projects', 'tasks', 'checkins', 'documents',
    'document_links', 'uploads', 'idempotency_keys', 'audit_log', 'audit_values', 'ai_feedback',
    'search_chunks']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY backup_reads ON %I FOR SELECT TO ws_backup USING (true)', t);
  END LOOP;
END $$;--> statement-breakpoint

CREATE POLICY directory_reads ON workspaces FOR SELECT TO ws_directory USING (true);--> statement-breakpoint
CREATE POLICY directory_reads ON users FOR SELECT TO ws_directory USING (true);--> statement-breakpoint

CREATE POLICY workspace_read ON workspaces FOR SELECT
  USING (id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL);--> statement-breakpoint
CREATE POLICY workspace_add ON workspaces FOR INSERT
  WITH CHECK (id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) = 'admin');--> statement-breakpoint
CREATE POLICY workspace_edit ON workspaces FOR UPDATE
  USING (id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) = 'admin');--> statement-breakpoint

-- The own row has to be readable before the role is known: withActor reads the role from it.
CREATE POLICY user_read ON users FOR SELECT
  USING (workspace_id = (SELECT ctx_workspace())
    AND (id = (SELECT ctx_user()) OR (SELECT ctx_role()) IS NOT NULL));--> statement-breakpoint
CREATE POLICY user_add ON users FOR INSERT
  WITH CHECK (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) = 'admin');--> statement-breakpoint
CREATE POLICY user_edit ON users FOR UPDATE
  USING (workspace_id = (SELECT ctx_workspace())
    AND (SELECT ctx_role()) IS NOT NULL
    AND (id = (SELECT ctx_user()) OR (SELECT ctx_role()) = 'admin'))
  -- Nobody but an admin changes a role, not even their own.
  WITH CHECK (workspace_id = (SELECT ctx_workspace())
    AND ((SELECT ctx_role()) = 'admin'
      OR (id = (SELECT ctx_user()) AND role = (SELECT ctx_role()) AND active)));--> statement-breakpoint

CREATE POLICY project_read ON projects FOR SELECT
  USING (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL);--> statement-breakpoint
CREATE POLICY project_add ON projects FOR INSERT
  WITH CHECK (workspace_id = (SELECT ctx_workspace())
    AND (SELECT ctx_manages()));--> statement-breakpoint
-- Every member may take the next task number, which is an update of the project's row; what a
-- member may change of a project is the api's to say.
CREATE POLICY project_edit ON projects FOR UPDATE
  USING (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL);--> statement-breakpoint
CREATE POLICY project_remove ON projects FOR DELETE
  USING (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) = 'admin'
    AND (is_sample OR deleted_at IS NOT NULL));--> statement-breakpoint

CREATE POLICY task_read ON tasks FOR SELECT
  USING (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL);--> statement-breakpoint
CREATE POLICY task_add ON tasks FOR INSERT
  WITH CHECK (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL);--> statement-breakpoint
CREATE POLICY task_edit ON tasks FOR UPDATE
  USING (workspace_id = (SELECT ctx_workspace())
    AND ((SELECT ctx_manages())
      OR ((SELECT ctx_role()) = 'member'
        AND (creator_id = (SELECT ctx_user()) OR assignee_id = (SELECT ctx_user())))));--> statement-breakpoint
CREATE POLICY task_remove ON tasks FOR DELETE
  USING (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) = 'admin'
    AND (is_sample OR deleted_at IS NOT NULL));--> statement-breakpoint

CREATE POLICY checkin_read ON checkins FOR SELECT
  USING (workspace_id = (SELECT ctx_workspace())
    AND ((SELECT ctx_manages())
      OR ((SELECT ctx_role()) = 'member' AND user_id = (SELECT ctx_user()))));--> statement-breakpoint
CREATE POLICY checkin_add ON checkins FOR INSERT
  WITH CHECK (workspace_id = (SELECT ctx_workspace())
    AND (((SELECT ctx_role()) IS NOT NULL AND user_id = (SELECT ctx_user()))
      OR ((SELECT ctx_role()) = 'admin' AND is_sample)));--> statement-breakpoint
CREATE POLICY checkin_edit ON checkins FOR UPDATE
  USING (workspace_id = (SELECT ctx_workspace())
    AND ((SELECT ctx_role()) = 'admin'
      OR ((SELECT ctx_role()) IS NOT NULL AND user_id = (SELECT ctx_user()))));--> statement-breakpoint
CREATE POLICY checkin_remove ON checkins FOR DELETE
  USING (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) = 'admin'
    AND (is_sample OR deleted_at IS NOT NULL));--> statement-breakpoint

-- A link is visible when its target is; only a check-in can be hidden from a colleague.
CREATE POLICY document_link_read ON document_links FOR SELECT
  USING (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL
    AND (checkin_id IS NULL OR EXISTS (
      SELECT FROM checkins c WHERE c.workspace_id = document_links.workspace_id
        AND c.id = document_links.checkin_id)));--> statement-breakpoint
-- A link shares its document, so only who may change the document may link it. A function, because
-- the policies of documents and of links would otherwise name each other without end.
CREATE FUNCTION may_change_document(workspace uuid, document uuid) RETURNS boolean
  LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM documents d WHERE d.workspace_id = workspace AND d.id = document
    AND (ctx_manages() OR d.uploader_id = ctx_user()));
END $$;--> statement-breakpoint
CREATE POLICY document_link_add ON document_links FOR INSERT
  WITH CHECK (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL
    AND may_change_document(workspace_id, document_id));--> statement-breakpoint
CREATE POLICY document_link_edit ON document_links FOR UPDATE
  USING (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL
    AND may_change_document(workspace_id, document_id));--> statement-breakpoint
CREATE POLICY document_link_remove ON document_links FOR DELETE
  USING (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL
    AND may_change_document(workspace_id, document_id));--> statement-breakpoint

CREATE POLICY document_read ON documents FOR SELECT
  USING (workspace_id = (SELECT ctx_workspace())
    AND ((SELECT ctx_role()) = 'admin'
      OR ((SELECT ctx_role()) IS NOT NULL AND (uploader_id = (SELECT ctx_user())
        OR EXISTS (SELECT FROM document_links l WHERE l.workspace_id = documents.workspace_id
          AND l.document_id = documents.id
          AND (l.checkin_id IS NULL OR (SELECT ctx_manages())))))));--> statement-breakpoint
CREATE POLICY document_add ON documents FOR INSERT
  WITH CHECK (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL
    AND uploader_id = (SELECT ctx_user()));--> statement-breakpoint
CREATE POLICY document_edit ON documents FOR UPDATE
  USING (workspace_id = (SELECT ctx_workspace())
    AND ((SELECT ctx_manages())
      OR ((SELECT ctx_role()) IS NOT NULL AND uploader_id = (SELECT ctx_user()))));--> statement-breakpoint

CREATE POLICY upload_own ON uploads
  USING (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL
    AND user_id = (SELECT ctx_user()));--> statement-breakpoint
CREATE POLICY idempotency_own ON idempotency_keys
  USING (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL
    AND user_id = (SELECT ctx_user()));--> statement-breakpoint
CREATE POLICY ai_feedback_own ON ai_feedback
  USING (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL
    AND user_id = (SELECT ctx_user()));--> statement-breakpoint
CREATE POLICY search_chunk_read ON search_chunks FOR SELECT
  USING (workspace_id = (SELECT ctx_workspace())
    AND ((SELECT ctx_manages())
      OR ((SELECT ctx_role()) = 'member'
        AND (user_id IS NULL OR user_id = (SELECT ctx_user())))));--> statement-breakpoint
CREATE POLICY search_chunk_write ON search_chunks FOR INSERT
  WITH CHECK (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL);--> statement-breakpoint
CREATE POLICY search_chunk_edit ON search_chunks FOR UPDATE
  USING (workspace_id = (SELECT ctx_workspace())
    AND ((SELECT ctx_manages())
      OR ((SELECT ctx_role()) = 'member'
        AND (user_id IS NULL OR user_id = (SELECT ctx_user())))));--> statement-breakpoint
CREATE POLICY search_chunk_remove ON search_chunks FOR DELETE
  USING (workspace_id = (SELECT ctx_workspace())
    AND ((SELECT ctx_manages())
      OR ((SELECT ctx_role()) = 'member'
        AND (user_id IS NULL OR user_id = (SELECT ctx_user())))));--> statement-breakpoint

-- What happened to a person's own rows is theirs; what happened to shared rows is everyone's.
CREATE POLICY audit_read ON audit_log FOR SELECT
  USING (workspace_id = (SELECT ctx_workspace())
    AND ((SELECT ctx_manages())
      OR ((SELECT ctx_role()) = 'member'
        AND (actor_id = (SELECT ctx_user()) OR object_type IN ('project', 'task')))));--> statement-breakpoint
CREATE POLICY audit_add ON audit_log FOR INSERT
  WITH CHECK (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL
    AND actor_id = (SELECT ctx_user()));--> statement-breakpoint
CREATE POLICY audit_values_read ON audit_values FOR SELECT
  USING (workspace_id = (SELECT ctx_workspace()) AND EXISTS (
    SELECT FROM audit_log a WHERE a.workspace_id = audit_values.workspace_id
      AND a.id = audit_values.audit_id));--> statement-breakpoint
CREATE POLICY audit_values_add ON audit_values FOR INSERT
  WITH CHECK (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL);--> statement-breakpoint

-- A person belongs to one workspace. Told so, the planner does not multiply the two conditions and
-- take a person's feed for a few rows.
CREATE STATISTICS checkins_workspace_facts (dependencies)
  ON workspace_id, user_id, project_id, task_id FROM checkins;--> statement-breakpoint

-- Enters a transaction as a person: sets the context, reads their own row under its policy, and
-- gives the role only to an active one. One statement, so that it costs one message of a pipeline.
CREATE FUNCTION enter_as(workspace uuid, person uuid)
  RETURNS TABLE (role text, active boolean, time_zone text)
  LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM set_config('app.workspace_id', workspace::text, true),
    set_config('app.user_id', person::text, true),
    set_config('app.role', '', true);
  SELECT u.role, u.active, u.time_zone INTO role, active, time_zone
    FROM users u WHERE u.workspace_id = workspace AND u.id = person;
  IF FOUND THEN
    PERFORM set_config('app.role', CASE WHEN active THEN role ELSE '' END, true);
    RETURN NEXT;
  END IF;
END $$;

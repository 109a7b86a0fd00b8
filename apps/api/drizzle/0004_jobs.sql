-- ws_jobs   does the scheduled work over all workspaces: it may remove what is due, and nothing else.
-- The policies say when something is due, so that no mistake in a job can remove a row before.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ws_jobs') THEN
    CREATE ROLE ws_jobs NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  -- Two databases of one cluster migrated at once: the role is there, which is all that counts.
  NULL;
END $$;--> statement-breakpoint
GRANT ws_jobs TO CURRENT_USER;--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO ws_jobs;--> statement-breakpoint
GRANT SELECT ON workspaces, projects, tasks, checkins, documents, document_links, uploads,
  idempotency_keys, search_chunks TO ws_jobs;--> statement-breakpoint
GRANT DELETE ON projects, tasks, checkins, documents, document_links, uploads, idempotency_keys,
  search_chunks TO ws_jobs;--> statement-breakpoint
GRANT UPDATE ON documents, uploads TO ws_jobs;--> statement-breakpoint
GRANT INSERT ON audit_log TO ws_jobs;--> statement-breakpoint

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['workspaces', 'projects', 'tasks', 'checkins', 'documents',
    'document_links', 'uploads', 'idempotency_keys', 'search_chunks']
  LOOP
    EXECUTE format('CREATE POLICY jobs_read ON %I FOR SELECT TO ws_jobs USING (true)', t);
  END LOOP;
END $$;--> statement-breakpoint

CREATE POLICY jobs_purge ON checkins FOR DELETE TO ws_jobs
  USING (deleted_at < now() - interval '30 days');--> statement-breakpoint
CREATE POLICY jobs_purge ON tasks FOR DELETE TO ws_jobs
  USING (deleted_at < now() - interval '30 days');--> statement-breakpoint
CREATE POLICY jobs_purge ON projects FOR DELETE TO ws_jobs
  USING (deleted_at < now() - interval '1 year');--> statement-breakpoint
CREATE POLICY jobs_purge ON documents FOR DELETE TO ws_jobs
  USING (deleted_at < now() - interval '30 days' AND status = 'purging');--> statement-breakpoint
CREATE POLICY jobs_mark ON documents FOR UPDATE TO ws_jobs
  USING (deleted_at < now() - interval '30 days');--> statement-breakpoint
CREATE POLICY jobs_close ON uploads FOR UPDATE TO ws_jobs
  USING (status IN ('pending', 'confirming'));--> statement-breakpoint
CREATE POLICY jobs_purge ON uploads FOR DELETE TO ws_jobs
  USING (status IN ('confirmed', 'rejected', 'expired')
    AND updated_at < now() - interval '7 days');--> statement-breakpoint
CREATE POLICY jobs_purge ON idempotency_keys FOR DELETE TO ws_jobs
  USING (created_at < now() - interval '48 hours');--> statement-breakpoint
-- A link or a chunk goes with the row that it belongs to, which only goes when it is due.
CREATE POLICY jobs_purge ON document_links FOR DELETE TO ws_jobs USING (true);--> statement-breakpoint
CREATE POLICY jobs_purge ON search_chunks FOR DELETE TO ws_jobs USING (true);--> statement-breakpoint
CREATE POLICY jobs_add ON audit_log FOR INSERT TO ws_jobs
  WITH CHECK (actor_id IS NULL AND actor_role = 'system');

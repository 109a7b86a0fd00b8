-- Who sees a document follows its links, and a link counts only while its target is there: one to a
-- deleted project, task or check-in shares nothing until the target is restored. OFFSET 0 keeps the
-- planner from reading whole tables into a hash for the sake of one page of documents.
DROP POLICY document_read ON documents;--> statement-breakpoint
CREATE POLICY document_read ON documents FOR SELECT
  USING (workspace_id = (SELECT ctx_workspace())
    AND ((SELECT ctx_role()) = 'admin'
      OR ((SELECT ctx_role()) IS NOT NULL AND (uploader_id = (SELECT ctx_user())
        OR EXISTS (SELECT FROM document_links l
          WHERE l.workspace_id = documents.workspace_id AND l.document_id = documents.id
            AND (l.checkin_id IS NULL OR (SELECT ctx_manages()))
            AND NOT EXISTS (SELECT FROM projects p WHERE p.workspace_id = l.workspace_id
              AND p.id = l.project_id AND p.deleted_at IS NOT NULL OFFSET 0)
            AND NOT EXISTS (SELECT FROM tasks t WHERE t.workspace_id = l.workspace_id
              AND t.id = l.task_id AND t.deleted_at IS NOT NULL OFFSET 0)
            AND NOT EXISTS (SELECT FROM checkins c WHERE c.workspace_id = l.workspace_id
              AND c.id = l.checkin_id AND c.deleted_at IS NOT NULL OFFSET 0)
          OFFSET 0)))));--> statement-breakpoint

-- The facts of a file are written once. Where its bytes lie, what they are and whose they are can be
-- changed by nothing the api does, and neither can what a presigned upload promised.
REVOKE UPDATE ON documents, uploads FROM ws_app;--> statement-breakpoint
GRANT UPDATE (name, status, analysis_status, analysis_code, extracted_data, deleted_at, updated_at,
  version) ON documents TO ws_app;--> statement-breakpoint
GRANT UPDATE (status, reject_code, claimed_until, confirmed_at, updated_at, version)
  ON uploads TO ws_app;--> statement-breakpoint

-- A document is what an upload of the same person was confirmed to be.
DROP POLICY document_add ON documents;--> statement-breakpoint
CREATE POLICY document_add ON documents FOR INSERT
  WITH CHECK (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL
    AND uploader_id = (SELECT ctx_user())
    AND EXISTS (SELECT FROM uploads u WHERE u.workspace_id = documents.workspace_id
      AND u.document_id = documents.id AND u.user_id = documents.uploader_id
      AND u.sha256 = documents.sha256 AND u.size_bytes = documents.size_bytes));--> statement-breakpoint

-- What the sweep may make of a row: nothing but its end.
DROP POLICY jobs_close ON uploads;--> statement-breakpoint
CREATE POLICY jobs_close ON uploads FOR UPDATE TO ws_jobs
  USING (status IN ('pending', 'confirming')) WITH CHECK (status = 'expired');--> statement-breakpoint
DROP POLICY jobs_mark ON documents;--> statement-breakpoint
CREATE POLICY jobs_mark ON documents FOR UPDATE TO ws_jobs
  USING (deleted_at < now() - interval '30 days') WITH CHECK (status = 'purging');--> statement-breakpoint

ALTER TABLE sweep_failures ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE sweep_failures FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT ON sweep_failures TO ws_app, ws_backup;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON sweep_failures TO ws_jobs;--> statement-breakpoint
CREATE POLICY backup_reads ON sweep_failures FOR SELECT TO ws_backup USING (true);--> statement-breakpoint
CREATE POLICY sweep_failure_read ON sweep_failures FOR SELECT TO ws_app
  USING (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) = 'admin');--> statement-breakpoint
CREATE POLICY jobs_count ON sweep_failures TO ws_jobs USING (true);

-- Everyone in the workspace is shown words by these numbers; only the jobs write them.
ALTER TABLE suggestion_fits ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE suggestion_fits FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT ON suggestion_fits TO ws_app, ws_backup;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON suggestion_fits TO ws_jobs;--> statement-breakpoint
CREATE POLICY backup_reads ON suggestion_fits FOR SELECT TO ws_backup USING (true);--> statement-breakpoint
CREATE POLICY fits_read ON suggestion_fits FOR SELECT
  USING (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL);--> statement-breakpoint
CREATE POLICY jobs_fit ON suggestion_fits TO ws_jobs USING (true);--> statement-breakpoint

-- The jobs learn from what was decided about a line; they see neither its evidence nor its person.
GRANT SELECT (kind, shown, value, decided_at) ON ai_feedback TO ws_jobs;--> statement-breakpoint
CREATE POLICY jobs_learn ON ai_feedback FOR SELECT TO ws_jobs
  USING (kind IN ('task', 'project', 'tag') AND outcome IN ('accepted', 'edited', 'dismissed'));--> statement-breakpoint

-- Managers and admins count what became of suggestions, those about a document that they cannot see
-- left out. Deciding stays with whoever was asked.
DROP POLICY ai_feedback_read ON ai_feedback;--> statement-breakpoint
CREATE POLICY ai_feedback_read ON ai_feedback FOR SELECT
  USING (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL
    AND (user_id = (SELECT ctx_user())
      OR (document_id IS NULL AND (SELECT ctx_manages()))
      OR (document_id IS NOT NULL AND EXISTS (SELECT FROM documents d
        WHERE d.workspace_id = ai_feedback.workspace_id AND d.id = ai_feedback.document_id))));

-- Who may read what search knows. A chunk says itself who sees its owner, so that a search need not
-- ask every row; the owner is asked again before anything is answered.
DROP POLICY search_chunk_read ON search_chunks;--> statement-breakpoint
CREATE POLICY search_chunk_read ON search_chunks FOR SELECT
  USING (workspace_id = (SELECT ctx_workspace())
    AND ((SELECT ctx_role()) = 'admin'
      OR ((SELECT ctx_role()) IS NOT NULL AND (user_id IS NULL OR user_id = (SELECT ctx_user())))
      OR ((SELECT ctx_manages()) AND managers_read)));--> statement-breakpoint

-- Chunks are written by the jobs alone, after the fact, so that no request waits for it.
DROP POLICY search_chunk_write ON search_chunks;--> statement-breakpoint
DROP POLICY search_chunk_edit ON search_chunks;--> statement-breakpoint
DROP POLICY search_chunk_remove ON search_chunks;--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON search_chunks FROM ws_app;--> statement-breakpoint
GRANT INSERT, UPDATE ON search_chunks TO ws_jobs;--> statement-breakpoint
CREATE POLICY jobs_index ON search_chunks FOR INSERT TO ws_jobs WITH CHECK (true);--> statement-breakpoint
CREATE POLICY jobs_reindex ON search_chunks FOR UPDATE TO ws_jobs USING (true);--> statement-breakpoint
-- What was changed of late is read from the log: that costs the write nothing.
GRANT SELECT (workspace_id, object_type, object_id, created_at, id) ON audit_log TO ws_jobs;--> statement-breakpoint
CREATE POLICY jobs_read ON audit_log FOR SELECT TO ws_jobs USING (true);--> statement-breakpoint

-- And who switched AI off, whose text then goes nowhere.
GRANT SELECT (workspace_id, id, ai_enabled) ON users TO ws_jobs;--> statement-breakpoint
CREATE POLICY jobs_read ON users FOR SELECT TO ws_jobs USING (true);--> statement-breakpoint

-- Under row-level security no index over words is used, because their operators are not leakproof.
-- These functions use them, answer ids and ranks only, and repeat who may see what. The caller joins
-- back to the rows themselves, under their policies.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ws_search') THEN
    CREATE ROLE ws_search NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  -- Two databases of one cluster migrated at once: the role is there, which is all that counts.
  NULL;
END $$;--> statement-breakpoint
GRANT ws_search TO CURRENT_USER;--> statement-breakpoint
GRANT USAGE, CREATE ON SCHEMA public TO ws_search;--> statement-breakpoint
GRANT SELECT ON search_chunks TO ws_search;--> statement-breakpoint
CREATE POLICY search_reads ON search_chunks FOR SELECT TO ws_search USING (true);--> statement-breakpoint

CREATE FUNCTION search_words(workspace uuid, words text, types text[])
  RETURNS TABLE (owner_type text, owner_id uuid, chunk_no integer, rank real)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 200 AS $$
  SELECT c.owner_type, c.owner_id, c.chunk_no, ts_rank(c.tsv, q.query, 1)
    FROM (SELECT to_tsquery('simple', words) AS query) q, search_chunks c
   WHERE c.workspace_id = workspace AND workspace = ctx_workspace() AND ctx_role() IS NOT NULL
     AND (ctx_role() = 'admin' OR c.user_id IS NULL OR c.user_id = ctx_user()
       OR (ctx_manages() AND c.managers_read))
     AND c.owner_type = ANY (types) AND c.tsv @@ q.query
   ORDER BY 4 DESC, c.updated_at DESC, c.owner_id LIMIT 200
$$;--> statement-breakpoint

CREATE FUNCTION search_parts(workspace uuid, words text, types text[])
  RETURNS TABLE (owner_type text, owner_id uuid, chunk_no integer, rank real)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  SET pg_trgm.word_similarity_threshold = 0.5 ROWS 200 AS $$
  SELECT c.owner_type, c.owner_id, c.chunk_no, word_similarity(words, c.text)
    FROM search_chunks c
   WHERE c.workspace_id = workspace AND workspace = ctx_workspace() AND ctx_role() IS NOT NULL
     AND (ctx_role() = 'admin' OR c.user_id IS NULL OR c.user_id = ctx_user()
       OR (ctx_manages() AND c.managers_read))
     AND c.owner_type = ANY (types) AND words <% c.text
   ORDER BY 4 DESC, c.updated_at DESC, c.owner_id LIMIT 200
$$;--> statement-breakpoint

ALTER FUNCTION search_words(uuid, text, text[]) OWNER TO ws_search;--> statement-breakpoint
ALTER FUNCTION search_parts(uuid, text, text[]) OWNER TO ws_search;--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM ws_search;--> statement-breakpoint
REVOKE ALL ON FUNCTION search_words(uuid, text, text[]), search_parts(uuid, text, text[])
  FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION search_words(uuid, text, text[]), search_parts(uuid, text, text[])
  TO ws_app;--> statement-breakpoint

-- A suggestion is its reader's own; what was decided about a document is for whoever sees it.
DROP POLICY ai_feedback_own ON ai_feedback;--> statement-breakpoint
CREATE POLICY ai_feedback_read ON ai_feedback FOR SELECT
  USING (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL
    AND (user_id = (SELECT ctx_user())
      OR (document_id IS NOT NULL AND EXISTS (SELECT FROM documents d
        WHERE d.workspace_id = ai_feedback.workspace_id AND d.id = ai_feedback.document_id))));--> statement-breakpoint
CREATE POLICY ai_feedback_add ON ai_feedback FOR INSERT
  WITH CHECK (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL
    AND user_id = (SELECT ctx_user())
    AND (document_id IS NULL OR may_change_document(workspace_id, document_id)));--> statement-breakpoint
CREATE POLICY ai_feedback_edit ON ai_feedback FOR UPDATE
  USING (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL
    AND user_id = (SELECT ctx_user()));--> statement-breakpoint

-- What nobody decided about goes after a month; the jobs see no more of it than its age.
GRANT SELECT (workspace_id, id, outcome, created_at), DELETE ON ai_feedback TO ws_jobs;--> statement-breakpoint
CREATE POLICY jobs_read ON ai_feedback FOR SELECT TO ws_jobs USING (outcome IS NULL);--> statement-breakpoint
CREATE POLICY jobs_purge ON ai_feedback FOR DELETE TO ws_jobs
  USING (outcome IS NULL AND created_at < now() - interval '30 days');--> statement-breakpoint

-- A published status is for everyone, and stays as it was published.
ALTER TABLE project_narratives ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE project_narratives FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT ON project_narratives TO ws_app, ws_backup;--> statement-breakpoint
GRANT INSERT ON project_narratives TO ws_app;--> statement-breakpoint
CREATE POLICY backup_reads ON project_narratives FOR SELECT TO ws_backup USING (true);--> statement-breakpoint
CREATE POLICY narrative_read ON project_narratives FOR SELECT
  USING (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL);--> statement-breakpoint
CREATE POLICY narrative_add ON project_narratives FOR INSERT
  WITH CHECK (workspace_id = (SELECT ctx_workspace()) AND author_id = (SELECT ctx_user())
    AND ((SELECT ctx_manages())
      OR ((SELECT ctx_role()) = 'member' AND EXISTS (SELECT FROM projects p
        WHERE p.workspace_id = project_narratives.workspace_id
          AND p.id = project_narratives.project_id AND p.owner_id = (SELECT ctx_user())))));

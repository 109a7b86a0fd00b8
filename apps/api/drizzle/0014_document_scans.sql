ALTER TABLE "documents" ADD COLUMN "scan_tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "scan_at" timestamp(3) with time zone;--> statement-breakpoint
-- allow index-holds-writers: a workspace has thousands of documents and no file waits yet, so it is made at once
CREATE INDEX "documents_scan_idx" ON "documents" USING btree ("workspace_id","scan_at") WHERE status = 'scanning';--> statement-breakpoint

-- The api begins a scan right after an upload; what it leaves is the job’s, which may end a scan and
-- nothing else about what a person may open.
GRANT UPDATE (scan_tries, scan_at) ON documents TO ws_app;--> statement-breakpoint
CREATE POLICY jobs_scan ON documents FOR UPDATE TO ws_jobs
  USING (status = 'scanning')
  WITH CHECK (status IN ('scanning', 'ready', 'quarantined'));--> statement-breakpoint

-- A file becomes ready by a scan that found nothing, and never again once it was quarantined or its
-- purge has begun. A policy sees one side of a change alone, and this is about both.
CREATE FUNCTION keep_document_verdict() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'A document does not become % again.', NEW.status USING ERRCODE = '23514';
END $$;--> statement-breakpoint
CREATE TRIGGER documents_keep_verdict BEFORE UPDATE OF status ON documents
  FOR EACH ROW
  WHEN (OLD.status IN ('quarantined', 'purging') AND NEW.status IN ('ready', 'scanning'))
  EXECUTE FUNCTION keep_document_verdict();

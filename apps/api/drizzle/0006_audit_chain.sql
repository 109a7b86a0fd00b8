CREATE TABLE "audit_chain" (
	"workspace_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"audit_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_chain_workspace_id_seq_pk" PRIMARY KEY("workspace_id","seq"),
	CONSTRAINT "audit_chain_line_key" UNIQUE("workspace_id","audit_id"),
	CONSTRAINT "audit_chain_hash" CHECK ("audit_chain"."hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "audit_chain" ADD CONSTRAINT "audit_chain_workspace_id_audit_id_audit_log_workspace_id_id_fk" FOREIGN KEY ("workspace_id","audit_id") REFERENCES "public"."audit_log"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
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
CREATE POLICY jobs_read ON audit_log FOR SELECT TO ws_jobs USING (true);--> statement-breakpoint
CREATE POLICY jobs_read ON audit_values FOR SELECT TO ws_jobs USING (true);

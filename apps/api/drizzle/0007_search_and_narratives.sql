-- Parts of words, and indexes that lead with the workspace beside them. Both are trusted extensions of
-- contrib: whoever owns the database may add them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gin;--> statement-breakpoint
CREATE TABLE "project_narratives" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"project_id" uuid NOT NULL,
	"author_id" uuid,
	"source" text NOT NULL,
	"edited" boolean NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"sentences" jsonb NOT NULL,
	"facts" jsonb NOT NULL,
	"checkin_count" integer NOT NULL,
	"minutes" integer NOT NULL,
	"as_of" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "project_narratives_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "project_narratives_source" CHECK ("project_narratives"."source" in ('data', 'ai')),
	CONSTRAINT "project_narratives_days" CHECK ("project_narratives"."to_day" >= "project_narratives"."from_day")
);
--> statement-breakpoint
DROP INDEX "ai_feedback_person_idx";--> statement-breakpoint
ALTER TABLE "ai_feedback" ADD COLUMN "document_id" uuid;--> statement-breakpoint
ALTER TABLE "search_chunks" ADD COLUMN "managers_read" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "project_narratives" ADD CONSTRAINT "project_narratives_workspace_id_project_id_projects_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."projects"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_narratives" ADD CONSTRAINT "project_narratives_workspace_id_author_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","author_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "project_narratives_feed_idx" ON "project_narratives" USING btree ("workspace_id","project_id","created_at","id");--> statement-breakpoint
ALTER TABLE "ai_feedback" ADD CONSTRAINT "ai_feedback_workspace_id_document_id_documents_workspace_id_id_fk" FOREIGN KEY ("workspace_id","document_id") REFERENCES "public"."documents"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ai_feedback_document_idx" ON "ai_feedback" USING btree ("workspace_id","document_id","kind") WHERE document_id is not null;--> statement-breakpoint
CREATE INDEX "search_chunks_words_idx" ON "search_chunks" USING gin ("workspace_id","tsv");--> statement-breakpoint
CREATE INDEX "search_chunks_parts_idx" ON "search_chunks" USING gin ("workspace_id","text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "search_chunks_vectorless_idx" ON "search_chunks" USING btree ("workspace_id","owner_id") WHERE embedding is null;--> statement-breakpoint
CREATE INDEX "ai_feedback_person_idx" ON "ai_feedback" USING btree ("workspace_id","user_id","kind","context_hash");
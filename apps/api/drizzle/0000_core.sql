CREATE TABLE "ai_feedback" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"shown" jsonb NOT NULL,
	"evidence" jsonb NOT NULL,
	"strategy" text NOT NULL,
	"model" text,
	"context_hash" text,
	"outcome" text,
	"value" jsonb,
	"until" date,
	"latency_ms" integer,
	"decided_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "ai_feedback_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "ai_feedback_outcome" CHECK ("ai_feedback"."outcome" in ('accepted', 'edited', 'dismissed', 'snoozed', 'ignored'))
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"actor_id" uuid,
	"actor_role" text NOT NULL,
	"action" text NOT NULL,
	"object_type" text NOT NULL,
	"object_id" uuid NOT NULL,
	"fields" text[] DEFAULT '{}' NOT NULL,
	"reason" text,
	"request_id" text,
	"values_hash" text,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_log_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit_values" (
	"workspace_id" uuid NOT NULL,
	"audit_id" uuid NOT NULL,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "audit_values_workspace_id_audit_id_pk" PRIMARY KEY("workspace_id","audit_id")
);
--> statement-breakpoint
CREATE TABLE "checkins" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"text" text,
	"activity" text NOT NULL,
	"minutes" integer NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"work_date" date NOT NULL,
	"started_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"time_zone" text,
	"project_id" uuid,
	"task_id" uuid,
	"source" text NOT NULL,
	"source_id" text,
	"is_sample" boolean DEFAULT false NOT NULL,
	"deleted_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "checkins_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "checkins_text_length" CHECK (char_length("checkins"."text") between 1 and 500),
	CONSTRAINT "checkins_activity_length" CHECK (char_length("checkins"."activity") between 1 and 500),
	CONSTRAINT "checkins_minutes" CHECK ("checkins"."minutes" between 1 and 1440),
	CONSTRAINT "checkins_tags_count" CHECK (cardinality("checkins"."tags") <= 250),
	CONSTRAINT "checkins_work_date" CHECK ("checkins"."work_date" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "checkins_times" CHECK (("checkins"."started_at" is null) = ("checkins"."ended_at" is null) and "checkins"."ended_at" > "checkins"."started_at"),
	CONSTRAINT "checkins_task_has_project" CHECK ("checkins"."task_id" is null or "checkins"."project_id" is not null),
	CONSTRAINT "checkins_source" CHECK ("checkins"."source" in ('web', 'import', 'api', 'sample')),
	CONSTRAINT "checkins_source_id_length" CHECK (char_length("checkins"."source_id") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "document_links" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"document_id" uuid NOT NULL,
	"project_id" uuid,
	"task_id" uuid,
	"checkin_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "document_links_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "document_links_key" UNIQUE NULLS NOT DISTINCT("workspace_id","document_id","project_id","task_id","checkin_id"),
	CONSTRAINT "document_links_one_target" CHECK (num_nonnulls("document_links"."project_id", "document_links"."task_id", "document_links"."checkin_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"uploader_id" uuid NOT NULL,
	"name" text NOT NULL,
	"mime" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"storage_key" text NOT NULL,
	"status" text DEFAULT 'ready' NOT NULL,
	"analysis_status" text DEFAULT 'none' NOT NULL,
	"analysis_code" text,
	"extracted_data" jsonb,
	"deleted_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "documents_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "documents_name_length" CHECK (char_length("documents"."name") between 1 and 255),
	CONSTRAINT "documents_size" CHECK ("documents"."size_bytes" > 0),
	CONSTRAINT "documents_sha256" CHECK ("documents"."sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "documents_status" CHECK ("documents"."status" in ('ready', 'scanning', 'quarantined', 'purging')),
	CONSTRAINT "documents_analysis_status" CHECK ("documents"."analysis_status" in ('none', 'queued', 'running', 'ready', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"route" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"status" integer,
	"body" text,
	"etag" text,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_workspace_id_user_id_route_key_pk" PRIMARY KEY("workspace_id","user_id","route","key"),
	CONSTRAINT "idempotency_keys_key_length" CHECK (char_length("idempotency_keys"."key") between 1 and 255)
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'on_track' NOT NULL,
	"owner_id" uuid,
	"starts_on" date,
	"due_on" date,
	"budget_minutes" integer,
	"colour" text DEFAULT 'blue' NOT NULL,
	"last_task_number" integer DEFAULT 0 NOT NULL,
	"is_sample" boolean DEFAULT false NOT NULL,
	"deleted_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "projects_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "projects_key_key" UNIQUE("workspace_id","key"),
	CONSTRAINT "projects_key_shape" CHECK ("projects"."key" ~ '^[A-Z][A-Z0-9]{1,9}$'),
	CONSTRAINT "projects_name_length" CHECK (char_length("projects"."name") between 1 and 100),
	CONSTRAINT "projects_description_length" CHECK (char_length("projects"."description") <= 20000),
	CONSTRAINT "projects_status" CHECK ("projects"."status" in ('on_track', 'at_risk', 'blocked', 'done', 'archived')),
	CONSTRAINT "projects_dates" CHECK ("projects"."due_on" is null or "projects"."starts_on" is null or "projects"."due_on" >= "projects"."starts_on"),
	CONSTRAINT "projects_budget" CHECK ("projects"."budget_minutes" between 1 and 24000000)
);
--> statement-breakpoint
CREATE TABLE "search_chunks" (
	"workspace_id" uuid NOT NULL,
	"owner_type" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"chunk_no" integer NOT NULL,
	"user_id" uuid,
	"content_hash" text NOT NULL,
	"text" text NOT NULL,
	"tsv" "tsvector" GENERATED ALWAYS AS (to_tsvector('simple', "text")) STORED,
	"model" text,
	"embedding" "bytea",
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "search_chunks_workspace_id_owner_type_owner_id_chunk_no_pk" PRIMARY KEY("workspace_id","owner_type","owner_id","chunk_no"),
	CONSTRAINT "search_chunks_owner" CHECK ("search_chunks"."owner_type" in ('checkin', 'task', 'project', 'document'))
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"project_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'todo' NOT NULL,
	"assignee_id" uuid,
	"creator_id" uuid,
	"estimate_minutes" integer,
	"due_on" date,
	"position" text NOT NULL,
	"completed_at" timestamp(3) with time zone,
	"is_sample" boolean DEFAULT false NOT NULL,
	"deleted_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "tasks_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "tasks_number_key" UNIQUE("workspace_id","project_id","number"),
	CONSTRAINT "tasks_number" CHECK ("tasks"."number" between 1 and 999999),
	CONSTRAINT "tasks_title_length" CHECK (char_length("tasks"."title") between 1 and 200),
	CONSTRAINT "tasks_description_length" CHECK (char_length("tasks"."description") <= 20000),
	CONSTRAINT "tasks_status" CHECK ("tasks"."status" in ('todo', 'in_progress', 'blocked', 'done')),
	CONSTRAINT "tasks_estimate" CHECK ("tasks"."estimate_minutes" between 1 and 24000000),
	CONSTRAINT "tasks_position_length" CHECK (char_length("tasks"."position") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"name" text NOT NULL,
	"mime" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"reject_code" text,
	"claimed_until" timestamp(3) with time zone,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"confirmed_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "uploads_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "uploads_status" CHECK ("uploads"."status" in ('pending', 'confirming', 'confirmed', 'rejected', 'expired'))
);
--> statement-breakpoint
CREATE TABLE "users" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text DEFAULT 'member' NOT NULL,
	"clerk_user_id" text,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"ai_enabled" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "users_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "users_email_key" UNIQUE("workspace_id","email"),
	CONSTRAINT "users_clerk_key" UNIQUE("workspace_id","clerk_user_id"),
	CONSTRAINT "users_role" CHECK ("users"."role" in ('member', 'manager', 'admin')),
	CONSTRAINT "users_name_length" CHECK (char_length("users"."name") between 1 and 100),
	CONSTRAINT "users_email_length" CHECK (char_length("users"."email") between 3 and 254)
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "workspaces_name_length" CHECK (char_length("workspaces"."name") between 1 and 100)
);
--> statement-breakpoint
ALTER TABLE "ai_feedback" ADD CONSTRAINT "ai_feedback_workspace_id_user_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_values" ADD CONSTRAINT "audit_values_workspace_id_audit_id_audit_log_workspace_id_id_fk" FOREIGN KEY ("workspace_id","audit_id") REFERENCES "public"."audit_log"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkins" ADD CONSTRAINT "checkins_workspace_id_user_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkins" ADD CONSTRAINT "checkins_workspace_id_project_id_projects_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."projects"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkins" ADD CONSTRAINT "checkins_workspace_id_task_id_tasks_workspace_id_id_fk" FOREIGN KEY ("workspace_id","task_id") REFERENCES "public"."tasks"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_links" ADD CONSTRAINT "document_links_workspace_id_document_id_documents_workspace_id_id_fk" FOREIGN KEY ("workspace_id","document_id") REFERENCES "public"."documents"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_links" ADD CONSTRAINT "document_links_workspace_id_project_id_projects_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."projects"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_links" ADD CONSTRAINT "document_links_workspace_id_task_id_tasks_workspace_id_id_fk" FOREIGN KEY ("workspace_id","task_id") REFERENCES "public"."tasks"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_links" ADD CONSTRAINT "document_links_workspace_id_checkin_id_checkins_workspace_id_id_fk" FOREIGN KEY ("workspace_id","checkin_id") REFERENCES "public"."checkins"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_workspace_id_uploader_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","uploader_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_workspace_id_owner_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_workspace_id_project_id_projects_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."projects"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_workspace_id_assignee_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","assignee_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_workspace_id_creator_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","creator_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_workspace_id_user_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ai_feedback_person_idx" ON "ai_feedback" USING btree ("workspace_id","user_id","kind","created_at","id");--> statement-breakpoint
CREATE INDEX "audit_log_object_idx" ON "audit_log" USING btree ("workspace_id","object_type","object_id","created_at","id");--> statement-breakpoint
CREATE INDEX "audit_log_feed_idx" ON "audit_log" USING btree ("workspace_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "checkins_source_key" ON "checkins" USING btree ("workspace_id","user_id","source_id") WHERE source_id is not null;--> statement-breakpoint
CREATE INDEX "checkins_person_logged_idx" ON "checkins" USING btree ("workspace_id","user_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "checkins_logged_idx" ON "checkins" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "checkins_project_idx" ON "checkins" USING btree ("workspace_id","project_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "checkins_task_idx" ON "checkins" USING btree ("workspace_id","task_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "checkins_person_worked_idx" ON "checkins" USING btree ("workspace_id","user_id","work_date","created_at","id","minutes","project_id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "checkins_worked_idx" ON "checkins" USING btree ("workspace_id","work_date","created_at","id","minutes","project_id","user_id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "checkins_bin_idx" ON "checkins" USING btree ("workspace_id","user_id","deleted_at","id") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "document_links_project_idx" ON "document_links" USING btree ("workspace_id","project_id","document_id");--> statement-breakpoint
CREATE INDEX "document_links_task_idx" ON "document_links" USING btree ("workspace_id","task_id","document_id");--> statement-breakpoint
CREATE INDEX "document_links_checkin_idx" ON "document_links" USING btree ("workspace_id","checkin_id","document_id");--> statement-breakpoint
CREATE INDEX "documents_feed_idx" ON "documents" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "documents_uploader_idx" ON "documents" USING btree ("workspace_id","uploader_id","created_at","id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_age_idx" ON "idempotency_keys" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "projects_feed_idx" ON "projects" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "search_chunks_recent_idx" ON "search_chunks" USING btree ("workspace_id","updated_at");--> statement-breakpoint
CREATE INDEX "tasks_board_idx" ON "tasks" USING btree ("workspace_id","project_id","status","position","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "tasks_feed_idx" ON "tasks" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "uploads_open_idx" ON "uploads" USING btree ("workspace_id","user_id","status","expires_at");--> statement-breakpoint
CREATE INDEX "users_name_idx" ON "users" USING btree ("workspace_id","name","id");
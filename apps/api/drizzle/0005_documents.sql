CREATE TABLE "sweep_failures" (
	"workspace_id" uuid NOT NULL,
	"object_key" text NOT NULL,
	"failures" integer NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sweep_failures_workspace_id_object_key_pk" PRIMARY KEY("workspace_id","object_key"),
	CONSTRAINT "sweep_failures_count" CHECK ("sweep_failures"."failures" > 0)
);
--> statement-breakpoint
CREATE INDEX "documents_bin_idx" ON "documents" USING btree ("workspace_id","deleted_at","id") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "projects_bin_idx" ON "projects" USING btree ("workspace_id","id") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "tasks_bin_idx" ON "tasks" USING btree ("workspace_id","id") WHERE deleted_at is not null;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_name_length" CHECK (char_length("uploads"."name") between 1 and 255);--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_size" CHECK ("uploads"."size_bytes" > 0);--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_sha256" CHECK ("uploads"."sha256" ~ '^[0-9a-f]{64}$');
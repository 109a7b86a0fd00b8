DROP INDEX "checkins_person_worked_idx";--> statement-breakpoint
CREATE INDEX "checkins_person_worked_idx" ON "checkins" USING btree ("workspace_id","user_id","work_date","created_at","id","minutes","project_id","tags") WHERE deleted_at is null;--> statement-breakpoint
ALTER TABLE "checkins" ADD CONSTRAINT "checkins_tags_length" CHECK (char_length(array_to_string("checkins"."tags", '  ')) <= 500);
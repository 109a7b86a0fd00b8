ALTER TABLE "workspaces" ADD COLUMN "clerk_organization_id" text;--> statement-breakpoint
ALTER TABLE "workspaces" ADD CONSTRAINT "workspaces_clerk_key" UNIQUE("clerk_organization_id");--> statement-breakpoint
-- The first sign-in of a person whom an admin has added binds their row, once. Nothing else of a row
-- can be changed that way, and a bound one stays whose it is.
GRANT UPDATE (clerk_user_id, updated_at, version) ON users TO ws_directory;--> statement-breakpoint
CREATE POLICY directory_binds ON users FOR UPDATE TO ws_directory
  USING (clerk_user_id IS NULL AND active)
  WITH CHECK (clerk_user_id IS NOT NULL);--> statement-breakpoint
GRANT INSERT ON audit_log TO ws_directory;--> statement-breakpoint
CREATE POLICY directory_adds ON audit_log FOR INSERT TO ws_directory
  WITH CHECK (action = 'user.bound' AND object_type = 'user' AND actor_id = object_id);

CREATE TABLE "suggestion_fits" (
	"workspace_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"slope" double precision NOT NULL,
	"intercept" double precision NOT NULL,
	"likely" double precision NOT NULL,
	"maybe" double precision NOT NULL,
	"outcomes" integer NOT NULL,
	"fitted_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "suggestion_fits_workspace_id_kind_pk" PRIMARY KEY("workspace_id","kind"),
	CONSTRAINT "suggestion_fits_kind" CHECK ("suggestion_fits"."kind" in ('task', 'project', 'tag'))
);
--> statement-breakpoint
ALTER TABLE "suggestion_fits" ADD CONSTRAINT "suggestion_fits_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;
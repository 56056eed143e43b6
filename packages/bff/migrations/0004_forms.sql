CREATE TABLE "form_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"form_id" text NOT NULL,
	"booking_id" uuid,
	"content" text NOT NULL,
	"token_hash" text NOT NULL,
	"token" text NOT NULL,
	"mailed" boolean NOT NULL,
	"consent_version" text NOT NULL,
	"request_key_hash" text,
	"created_at" timestamp with time zone NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "form_submissions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"form_id" text NOT NULL,
	"form_version" text NOT NULL,
	"booking_id" uuid,
	"content" text,
	"source" text NOT NULL,
	"source_key" text,
	"complete" boolean NOT NULL,
	"urgency" text,
	"stopped" boolean NOT NULL,
	"request_key_hash" text,
	"received_at" timestamp with time zone NOT NULL,
	"call_back" text,
	"call_back_at" timestamp with time zone,
	"keep_until" date,
	"erased_at" timestamp with time zone
);

--> statement-breakpoint
CREATE TABLE "triage_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"urgency" text NOT NULL,
	"red_flags" jsonb NOT NULL,
	"recommended_service" text,
	"recommended_practitioners" jsonb NOT NULL,
	"reasons" text,
	"patient" text,
	"triage_notes" text,
	"outcome" text,
	"booking_id" uuid,
	"consultant_id" text,
	"scheduled_time" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);

--> statement-breakpoint
ALTER TABLE "bookings" ADD COLUMN "triage_session_id" uuid;
--> statement-breakpoint
ALTER TABLE "triage_sessions" ADD CONSTRAINT "triage_sessions_id_form_submissions_id_fk" FOREIGN KEY ("id") REFERENCES "public"."form_submissions"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "form_drafts_request_key" ON "form_drafts" USING btree ("request_key_hash");
--> statement-breakpoint
CREATE INDEX "form_drafts_expiry" ON "form_drafts" USING btree ("expires_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "form_submissions_source" ON "form_submissions" USING btree ("source","source_key");
--> statement-breakpoint
CREATE UNIQUE INDEX "form_submissions_request_key" ON "form_submissions" USING btree ("request_key_hash");
--> statement-breakpoint
CREATE INDEX "form_submissions_booking" ON "form_submissions" USING btree ("booking_id","received_at");
--> statement-breakpoint
CREATE INDEX "form_submissions_kept" ON "form_submissions" USING btree ("keep_until") WHERE erased_at is null;
--> statement-breakpoint
CREATE INDEX "triage_sessions_newest" ON "triage_sessions" USING btree ("created_at");

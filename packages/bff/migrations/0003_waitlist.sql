CREATE TABLE "lookup_keys" (
	"name" text PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL
);

--> statement-breakpoint
CREATE TABLE "waitlist_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"place" bigserial NOT NULL,
	"service" text NOT NULL,
	"status" text NOT NULL,
	"person_key" text,
	"contact" text,
	"secrets" text NOT NULL,
	"interest_level" integer NOT NULL,
	"contact_preference" text NOT NULL,
	"consent_version" text NOT NULL,
	"before_opening" boolean NOT NULL,
	"attribution" jsonb,
	"request_key_hash" text,
	"joined_at" timestamp with time zone NOT NULL,
	"reminded_at" timestamp with time zone,
	"confirmed_at" timestamp with time zone,
	"returned_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"invited_at" timestamp with time zone,
	"book_by" timestamp with time zone,
	"booked_at" timestamp with time zone,
	"booking_id" uuid,
	"passed_on_at" timestamp with time zone
);

--> statement-breakpoint
CREATE TABLE "waitlist_launches" (
	"service" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"automatic" boolean NOT NULL,
	"batches" integer DEFAULT 0 NOT NULL,
	"last_batch_at" timestamp with time zone
);

--> statement-breakpoint
CREATE UNIQUE INDEX "waitlist_one_entry_per_person" ON "waitlist_entries" USING btree ("service","person_key") WHERE status in ('waiting', 'invited');
--> statement-breakpoint
CREATE INDEX "waitlist_waiting" ON "waitlist_entries" USING btree ("service","place") WHERE status = 'waiting';
--> statement-breakpoint
CREATE INDEX "waitlist_invited" ON "waitlist_entries" USING btree ("book_by") WHERE status = 'invited';
--> statement-breakpoint
CREATE UNIQUE INDEX "waitlist_request_key" ON "waitlist_entries" USING btree ("request_key_hash");

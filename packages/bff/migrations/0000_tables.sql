CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
CREATE TABLE "calendar_versions" (
	"practitioner_id" text PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "booking_filings" (
	"booking_id" uuid PRIMARY KEY NOT NULL,
	"resembling_before" jsonb,
	"patient_id" text,
	"appointment_asked_at" timestamp with time zone,
	"appointment_id" text,
	"appointment_is_ours" boolean DEFAULT false NOT NULL,
	"removed_at" timestamp with time zone
);

--> statement-breakpoint
CREATE TABLE "booking_steps" (
	"booking_id" uuid NOT NULL,
	"step" text NOT NULL,
	"attempt" integer NOT NULL,
	"practitioner_id" text NOT NULL,
	"start" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"outcome" text,
	"finished_at" timestamp with time zone,
	CONSTRAINT "booking_steps_booking_id_step_attempt_pk" PRIMARY KEY("booking_id","step","attempt")
);

--> statement-breakpoint
CREATE TABLE "bookings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"confirmation_number" text NOT NULL,
	"status" text NOT NULL,
	"service" text NOT NULL,
	"visit" text NOT NULL,
	"practitioner_id" text NOT NULL,
	"start" timestamp with time zone NOT NULL,
	"duration_minutes" integer NOT NULL,
	"price_cents" integer,
	"discount_cents" integer DEFAULT 0 NOT NULL,
	"promotion_code" text,
	"currency" text NOT NULL,
	"patient" text NOT NULL,
	"manage_token_hash" text NOT NULL,
	"manage_token" text NOT NULL,
	"other_candidates" jsonb NOT NULL,
	"attribution" jsonb,
	"request_key_hash" text,
	"settle_round" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"calendar_event_id" text,
	"calendar_invitee_id" text,
	"join_url" text,
	"calendar_sequence" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "slot_holds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"booking_id" uuid NOT NULL,
	"practitioner_id" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"released_at" timestamp with time zone,
	"extended_at" timestamp with time zone
);

--> statement-breakpoint
CREATE TABLE "calendar_notices" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"event_id" text,
	"event_type" text,
	"received_at" timestamp with time zone NOT NULL,
	"handled_at" timestamp with time zone,
	CONSTRAINT "calendar_notices_key_unique" UNIQUE("key")
);

--> statement-breakpoint
CREATE TABLE "mails" (
	"key" text PRIMARY KEY NOT NULL,
	"mail" text,
	"queued_at" timestamp with time zone NOT NULL,
	"sending_since" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL
);

--> statement-breakpoint
CREATE TABLE "booking_payments" (
	"booking_id" uuid PRIMARY KEY NOT NULL,
	"payment_id" text NOT NULL,
	"client_secret" text NOT NULL,
	"amount_cents" integer NOT NULL,
	"currency" text NOT NULL,
	"goal" text DEFAULT 'keep' NOT NULL,
	"refund_cents" integer DEFAULT 0 NOT NULL,
	"settled_at" timestamp with time zone,
	"refund_id" text,
	"state" text NOT NULL,
	"captured_cents" integer DEFAULT 0 NOT NULL,
	"refunded_cents" integer DEFAULT 0 NOT NULL,
	"last_decline" text,
	"capture_before" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "booking_payments_paymentId_unique" UNIQUE("payment_id")
);

--> statement-breakpoint
CREATE TABLE "payment_notices" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"payment_id" text,
	"booking_id" text,
	"happened_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"handled_at" timestamp with time zone,
	CONSTRAINT "payment_notices_key_unique" UNIQUE("key")
);

--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"request_id" text
);

--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"key_hash" text PRIMARY KEY NOT NULL,
	"request_hash" text NOT NULL,
	"owner" uuid NOT NULL,
	"held_until" timestamp with time zone NOT NULL,
	"status" integer,
	"answer" text,
	"expires_at" timestamp with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "staff_tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"facts" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" text
);

--> statement-breakpoint
ALTER TABLE "booking_filings" ADD CONSTRAINT "booking_filings_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "booking_steps" ADD CONSTRAINT "booking_steps_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "slot_holds" ADD CONSTRAINT "slot_holds_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "bookings_confirmation_number" ON "bookings" USING btree ("confirmation_number");
--> statement-breakpoint
CREATE UNIQUE INDEX "bookings_manage_token" ON "bookings" USING btree ("manage_token_hash");
--> statement-breakpoint
CREATE UNIQUE INDEX "bookings_request_key" ON "bookings" USING btree ("request_key_hash");
--> statement-breakpoint
CREATE INDEX "bookings_calendar_event" ON "bookings" USING btree ("calendar_event_id");
--> statement-breakpoint
CREATE INDEX "bookings_in_flight" ON "bookings" USING btree ("status","updated_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "slot_holds_one_per_booking" ON "slot_holds" USING btree ("booking_id") WHERE released_at is null;
--> statement-breakpoint
CREATE INDEX "booking_payments_to_settle" ON "booking_payments" USING btree ("settled_at","goal");
--> statement-breakpoint
CREATE INDEX "audit_log_subject" ON "audit_log" USING btree ("subject_kind","subject_id");
--> statement-breakpoint
CREATE INDEX "idempotency_keys_expires" ON "idempotency_keys" USING btree ("expires_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "staff_tasks_open_once" ON "staff_tasks" USING btree ("kind","subject") WHERE done_at is null;

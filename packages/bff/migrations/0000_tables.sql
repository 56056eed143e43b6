CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
CREATE TABLE "calendar_outages" (
	"practitioner_id" text PRIMARY KEY NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"failed_at" timestamp with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "calendar_reads" (
	"practitioner_id" text NOT NULL,
	"source" text NOT NULL,
	"last_read_at" timestamp with time zone,
	"failing_since" timestamp with time zone,
	CONSTRAINT "calendar_reads_practitioner_id_source_pk" PRIMARY KEY("practitioner_id","source")
);

--> statement-breakpoint
CREATE TABLE "calendar_versions" (
	"practitioner_id" text PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "booking_moves" (
	"id" uuid PRIMARY KEY NOT NULL,
	"booking_id" uuid NOT NULL,
	"asked_by" text NOT NULL,
	"from_practitioner_id" text NOT NULL,
	"from_start" timestamp with time zone NOT NULL,
	"practitioner_id" text NOT NULL,
	"start" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone
);

--> statement-breakpoint
CREATE TABLE "booking_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"booking_id" uuid NOT NULL,
	"text" text NOT NULL,
	"written_by" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "booking_refunds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"booking_id" uuid NOT NULL,
	"amount_cents" integer NOT NULL,
	"reason" text NOT NULL,
	"refunded_by" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "booking_reminders" (
	"booking_id" uuid NOT NULL,
	"start" timestamp with time zone NOT NULL,
	"hours" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "booking_reminders_booking_id_start_hours_pk" PRIMARY KEY("booking_id","start","hours")
);

--> statement-breakpoint
CREATE TABLE "bookings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"confirmation_number" text NOT NULL,
	"status" text NOT NULL,
	"channel" text NOT NULL,
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
	"person_key" text,
	"search_keys" text[] DEFAULT '{}' NOT NULL,
	"manage_token_hash" text NOT NULL,
	"manage_token" text NOT NULL,
	"other_candidates" jsonb NOT NULL,
	"attribution" jsonb,
	"triage_session_id" uuid,
	"request_key_hash" text,
	"reconcile_round" integer DEFAULT 0 NOT NULL,
	"phone_payment" text,
	"booked_by" text,
	"staff_notes" text,
	"confirming_since" timestamp with time zone,
	"failure" text,
	"calendar" text DEFAULT 'scheduling' NOT NULL,
	"calendar_event_id" text,
	"calendar_invitee_id" text,
	"moves" integer DEFAULT 0 NOT NULL,
	"moved_at" timestamp with time zone,
	"moved_from" jsonb,
	"refund_counts_from" timestamp with time zone,
	"awaits_new_time_since" timestamp with time zone,
	"times_moved" integer DEFAULT 0 NOT NULL,
	"no_show_at" timestamp with time zone,
	"coming_said_for" timestamp with time zone,
	"after_visit_at" timestamp with time zone,
	"calendar_move_told" text,
	"join_url" text,
	"calendar_sequence" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "calendar_attempts" (
	"booking_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"move_id" uuid,
	"calendar" text DEFAULT 'scheduling' NOT NULL,
	"practitioner_id" text NOT NULL,
	"start" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"outcome" text,
	"finished_at" timestamp with time zone,
	CONSTRAINT "calendar_attempts_booking_id_attempt_pk" PRIMARY KEY("booking_id","attempt")
);

--> statement-breakpoint
CREATE TABLE "left_calendar_events" (
	"event_id" text PRIMARY KEY NOT NULL,
	"booking_id" uuid NOT NULL,
	"practitioner_id" text NOT NULL,
	"calendar" text DEFAULT 'scheduling' NOT NULL,
	"start" timestamp with time zone NOT NULL,
	"left_at" timestamp with time zone NOT NULL,
	"cancelled_at" timestamp with time zone
);

--> statement-breakpoint
CREATE TABLE "slot_holds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"booking_id" uuid,
	"purpose" text DEFAULT 'appointment' NOT NULL,
	"freed_slot_id" uuid,
	"practitioner_id" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"released_at" timestamp with time zone,
	"extended_at" timestamp with time zone,
	CONSTRAINT "slot_holds_have_one_owner" CHECK ((booking_id is null) <> (freed_slot_id is null))
);

--> statement-breakpoint
CREATE TABLE "destroyed_records" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"person" text,
	"covered_from" date NOT NULL,
	"covered_to" date NOT NULL,
	"rule" text NOT NULL,
	"kept_until" date NOT NULL,
	"destroyed_at" timestamp with time zone NOT NULL,
	"destroyed_by" text NOT NULL
);

--> statement-breakpoint
CREATE TABLE "form_copy_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);

--> statement-breakpoint
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
	"urgency" text,
	"recommended_service" text,
	"recommended_practitioners" jsonb NOT NULL,
	"reasons" text,
	"patient" text,
	"triage_notes" text,
	"outcome" text,
	"outcome_by" text,
	"booking_id" uuid,
	"visit_booking_id" uuid,
	"consultant_id" text,
	"scheduled_time" timestamp with time zone,
	"claimed_by" text,
	"claimed_at" timestamp with time zone,
	"call_started_at" timestamp with time zone,
	"call_ended_at" timestamp with time zone,
	"concluded_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_by" text,
	"changed_at" timestamp with time zone,
	"last_change" text,
	"created_at" timestamp with time zone NOT NULL,
	"attribution" jsonb
);

--> statement-breakpoint
CREATE TABLE "tax_document_numbers" (
	"kind" text PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);

--> statement-breakpoint
CREATE TABLE "tax_documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"number" integer NOT NULL,
	"booking_id" uuid NOT NULL,
	"amount_cents" integer NOT NULL,
	"currency" text NOT NULL,
	"facts" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	CONSTRAINT "tax_documents_amount" CHECK ("tax_documents"."amount_cents" > 0)
);

--> statement-breakpoint
CREATE TABLE "mailbox_overlaps" (
	"booking_id" uuid NOT NULL,
	"event_id" text NOT NULL,
	"practitioner_id" text NOT NULL,
	"start" timestamp with time zone NOT NULL,
	"end" timestamp with time zone NOT NULL,
	"verdict" text NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mailbox_overlaps_booking_id_event_id_pk" PRIMARY KEY("booking_id","event_id")
);

--> statement-breakpoint
CREATE TABLE "mailbox_subscriptions" (
	"practitioner_id" text PRIMARY KEY NOT NULL,
	"subscription_id" text,
	"mailbox" text NOT NULL,
	"address" text NOT NULL,
	"secret_hash" text NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"claimed_until" timestamp with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "mails" (
	"key" text PRIMARY KEY NOT NULL,
	"mail" text,
	"envelope" text,
	"window" jsonb,
	"queued_at" timestamp with time zone NOT NULL,
	"not_before" timestamp with time zone,
	"sending_since" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL
);

--> statement-breakpoint
CREATE TABLE "text_answers" (
	"message_id" text PRIMARY KEY NOT NULL,
	"text_key" text NOT NULL,
	"answer" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "text_opt_outs" (
	"number_key" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "texts" (
	"key" text PRIMARY KEY NOT NULL,
	"text" text,
	"envelope" text NOT NULL,
	"number_key" text NOT NULL,
	"state" text NOT NULL,
	"window" jsonb,
	"asks_for" timestamp with time zone,
	"message_id" text,
	"code" text,
	"segments" integer,
	"queued_at" timestamp with time zone NOT NULL,
	"sending_since" timestamp with time zone,
	"unsure_since" timestamp with time zone,
	"look_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"finished_at" timestamp with time zone
);

--> statement-breakpoint
CREATE TABLE "lookup_keys" (
	"name" text PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL
);

--> statement-breakpoint
CREATE TABLE "booking_payments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"booking_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"payment_id" text NOT NULL,
	"client_token" text NOT NULL,
	"amount_cents" integer NOT NULL,
	"currency" text NOT NULL,
	"goal" text DEFAULT 'none' NOT NULL,
	"refund_cents" integer DEFAULT 0 NOT NULL,
	"reconciled_at" timestamp with time zone,
	"refund_id" text,
	"refund_round" integer DEFAULT 0 NOT NULL,
	"state" text NOT NULL,
	"captured_cents" integer DEFAULT 0 NOT NULL,
	"refunded_cents" integer DEFAULT 0 NOT NULL,
	"last_decline" text,
	"capture_before" timestamp with time zone,
	"method" text,
	"reference" text,
	"taken_by" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "calendar_differences" (
	"booking_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"practitioner_id" text NOT NULL,
	"start" timestamp with time zone NOT NULL,
	"sides" jsonb NOT NULL,
	"outcome" text NOT NULL,
	"mends" integer DEFAULT 0 NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"resolved_at" timestamp with time zone,
	CONSTRAINT "calendar_differences_booking_id_kind_pk" PRIMARY KEY("booking_id","kind")
);

--> statement-breakpoint
CREATE TABLE "reconciliation_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_by" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"claimed_until" timestamp with time zone,
	"compared" integer DEFAULT 0 NOT NULL,
	"found" jsonb NOT NULL,
	"unread" jsonb NOT NULL
);

--> statement-breakpoint
CREATE TABLE "strange_events" (
	"event_id" text PRIMARY KEY NOT NULL,
	"booking_id" uuid,
	"start" timestamp with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "person_locks" (
	"key" text PRIMARY KEY NOT NULL,
	"holder" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "record_filings" (
	"subject_id" uuid PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"patient_id" text,
	"patient_by" text,
	"resembling_before" jsonb,
	"asked" jsonb NOT NULL,
	"appointment_asked_at" timestamp with time zone,
	"appointment_id" text,
	"appointment_start" timestamp with time zone,
	"appointment_practitioner_id" text,
	"appointment_is_ours" boolean DEFAULT false NOT NULL,
	"removed_at" timestamp with time zone,
	"address_id" text,
	"document_id" text,
	"finished_at" timestamp with time zone,
	"given_up_at" timestamp with time zone
);

--> statement-breakpoint
CREATE TABLE "staff_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"address" text NOT NULL,
	"method" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"draft" text,
	CONSTRAINT "staff_sessions_tokenHash_unique" UNIQUE("token_hash")
);

--> statement-breakpoint
CREATE TABLE "staff_sign_in_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"address" text NOT NULL,
	"browser_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "staff_sign_in_links_tokenHash_unique" UNIQUE("token_hash")
);

--> statement-breakpoint
CREATE TABLE "staff_tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"facts" text NOT NULL,
	"burst" text,
	"created_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" text,
	"done_note" text,
	"claimed_by" text,
	"claimed_at" timestamp with time zone,
	"version" integer DEFAULT 0 NOT NULL,
	"tries" jsonb DEFAULT '[]'::jsonb NOT NULL
);

--> statement-breakpoint
CREATE TABLE "theme_versions" (
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"theme" jsonb,
	"kept_at" timestamp with time zone NOT NULL,
	"kept_by" text NOT NULL,
	CONSTRAINT "theme_versions_name_version_pk" PRIMARY KEY("name","version")
);

--> statement-breakpoint
CREATE TABLE "freed_slots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"booking_id" uuid NOT NULL,
	"service" text NOT NULL,
	"practitioner_id" text NOT NULL,
	"start" timestamp with time zone NOT NULL,
	"duration_minutes" integer NOT NULL,
	"state" text NOT NULL,
	"freed_at" timestamp with time zone NOT NULL,
	"next_run_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);

--> statement-breakpoint
CREATE TABLE "slot_offers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"freed_slot_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"status" text NOT NULL,
	"service" text NOT NULL,
	"visit" text NOT NULL,
	"duration_minutes" integer NOT NULL,
	"price_cents" integer NOT NULL,
	"offered_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"booking_id" uuid
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
	"reallocated_at" timestamp with time zone
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
CREATE TABLE "call_budgets" (
	"key" text PRIMARY KEY NOT NULL,
	"calls" timestamp with time zone[] DEFAULT '{}' NOT NULL,
	"paused_until" timestamp with time zone,
	"reserve_until" timestamp with time zone
);

--> statement-breakpoint
CREATE TABLE "event_log" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"ids" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL
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
CREATE TABLE "limit_places" (
	"limit_name" text NOT NULL,
	"key" text NOT NULL,
	"subject" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "limit_places_limit_name_key_subject_pk" PRIMARY KEY("limit_name","key","subject")
);

--> statement-breakpoint
CREATE TABLE "webhook_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"subjects" jsonb NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"handled_at" timestamp with time zone,
	CONSTRAINT "webhook_events_once" UNIQUE("provider","key")
);

--> statement-breakpoint
ALTER TABLE "booking_moves" ADD CONSTRAINT "booking_moves_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "booking_notes" ADD CONSTRAINT "booking_notes_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "booking_refunds" ADD CONSTRAINT "booking_refunds_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "booking_reminders" ADD CONSTRAINT "booking_reminders_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "calendar_attempts" ADD CONSTRAINT "calendar_attempts_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "calendar_attempts" ADD CONSTRAINT "calendar_attempts_move_id_booking_moves_id_fk" FOREIGN KEY ("move_id") REFERENCES "public"."booking_moves"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "left_calendar_events" ADD CONSTRAINT "left_calendar_events_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "slot_holds" ADD CONSTRAINT "slot_holds_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "form_copy_links" ADD CONSTRAINT "form_copy_links_submission_id_form_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."form_submissions"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "slot_offers" ADD CONSTRAINT "slot_offers_freed_slot_id_freed_slots_id_fk" FOREIGN KEY ("freed_slot_id") REFERENCES "public"."freed_slots"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "slot_offers" ADD CONSTRAINT "slot_offers_entry_id_waitlist_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."waitlist_entries"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "booking_moves_of_booking" ON "booking_moves" USING btree ("booking_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "booking_moves_one_open" ON "booking_moves" USING btree ("booking_id") WHERE state = 'open';
--> statement-breakpoint
CREATE INDEX "booking_notes_of_booking" ON "booking_notes" USING btree ("booking_id");
--> statement-breakpoint
CREATE INDEX "booking_refunds_of_booking" ON "booking_refunds" USING btree ("booking_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "bookings_confirmation_number" ON "bookings" USING btree ("confirmation_number");
--> statement-breakpoint
CREATE UNIQUE INDEX "bookings_manage_token" ON "bookings" USING btree ("manage_token_hash");
--> statement-breakpoint
CREATE UNIQUE INDEX "bookings_request_key" ON "bookings" USING btree ("request_key_hash");
--> statement-breakpoint
CREATE INDEX "bookings_of_person" ON "bookings" USING btree ("person_key");
--> statement-breakpoint
CREATE INDEX "bookings_search" ON "bookings" USING gin ("search_keys");
--> statement-breakpoint
CREATE INDEX "bookings_by_start" ON "bookings" USING btree ("start");
--> statement-breakpoint
CREATE INDEX "bookings_latest" ON "bookings" USING btree ("updated_at");
--> statement-breakpoint
CREATE INDEX "bookings_calendar_event" ON "bookings" USING btree ("calendar_event_id");
--> statement-breakpoint
CREATE INDEX "bookings_in_flight" ON "bookings" USING btree ("status","updated_at");
--> statement-breakpoint
CREATE INDEX "left_calendar_events_of_booking" ON "left_calendar_events" USING btree ("booking_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "slot_holds_one_per_booking" ON "slot_holds" USING btree ("booking_id","purpose") WHERE released_at is null and purpose <> 'left';
--> statement-breakpoint
CREATE UNIQUE INDEX "slot_holds_one_per_freed_slot" ON "slot_holds" USING btree ("freed_slot_id") WHERE released_at is null;
--> statement-breakpoint
CREATE INDEX "destroyed_records_subject" ON "destroyed_records" USING btree ("kind","subject_id");
--> statement-breakpoint
CREATE INDEX "form_copy_links_submission" ON "form_copy_links" USING btree ("submission_id");
--> statement-breakpoint
CREATE INDEX "form_copy_links_expiry" ON "form_copy_links" USING btree ("expires_at");
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
--> statement-breakpoint
CREATE INDEX "triage_sessions_open" ON "triage_sessions" USING btree ("created_at") WHERE concluded_at is null;
--> statement-breakpoint
CREATE INDEX "triage_sessions_call" ON "triage_sessions" USING btree ("booking_id");
--> statement-breakpoint
CREATE INDEX "triage_sessions_visit" ON "triage_sessions" USING btree ("visit_booking_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "tax_documents_number" ON "tax_documents" USING btree ("kind","number");
--> statement-breakpoint
CREATE UNIQUE INDEX "tax_documents_one_invoice" ON "tax_documents" USING btree ("booking_id") WHERE "tax_documents"."kind" = 'invoice';
--> statement-breakpoint
CREATE INDEX "tax_documents_of_booking" ON "tax_documents" USING btree ("booking_id");
--> statement-breakpoint
CREATE INDEX "mailbox_overlaps_of_practitioner" ON "mailbox_overlaps" USING btree ("practitioner_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "mailbox_subscriptions_id" ON "mailbox_subscriptions" USING btree ("subscription_id");
--> statement-breakpoint
CREATE INDEX "mails_newest" ON "mails" USING btree ("queued_at");
--> statement-breakpoint
CREATE INDEX "mails_put_off" ON "mails" USING btree ("not_before") WHERE not_before is not null;
--> statement-breakpoint
CREATE INDEX "text_answers_of_text" ON "text_answers" USING btree ("text_key");
--> statement-breakpoint
CREATE UNIQUE INDEX "texts_message" ON "texts" USING btree ("message_id");
--> statement-breakpoint
CREATE INDEX "texts_of_number" ON "texts" USING btree ("number_key","queued_at");
--> statement-breakpoint
CREATE INDEX "texts_newest" ON "texts" USING btree ("queued_at");
--> statement-breakpoint
CREATE INDEX "texts_to_look_at" ON "texts" USING btree ("look_at") WHERE look_at is not null;
--> statement-breakpoint
CREATE INDEX "booking_payments_to_reconcile" ON "booking_payments" USING btree ("reconciled_at","goal");
--> statement-breakpoint
CREATE INDEX "booking_payments_of_booking" ON "booking_payments" USING btree ("booking_id","created_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "booking_payments_one_live" ON "booking_payments" USING btree ("booking_id") WHERE "booking_payments"."goal" in ('none', 'capture');
--> statement-breakpoint
CREATE UNIQUE INDEX "booking_payments_at_provider" ON "booking_payments" USING btree ("provider","payment_id");
--> statement-breakpoint
CREATE INDEX "calendar_differences_open" ON "calendar_differences" USING btree ("practitioner_id") WHERE resolved_at is null;
--> statement-breakpoint
CREATE UNIQUE INDEX "reconciliation_runs_one" ON "reconciliation_runs" USING btree ((claimed_until is not null)) WHERE claimed_until is not null;
--> statement-breakpoint
CREATE INDEX "person_locks_expiry" ON "person_locks" USING btree ("expires_at");
--> statement-breakpoint
CREATE INDEX "record_filings_by_patient" ON "record_filings" USING btree ("patient_id");
--> statement-breakpoint
CREATE INDEX "staff_sessions_address" ON "staff_sessions" USING btree ("address");
--> statement-breakpoint
CREATE INDEX "staff_sessions_expires" ON "staff_sessions" USING btree ("expires_at");
--> statement-breakpoint
CREATE INDEX "staff_sign_in_links_address" ON "staff_sign_in_links" USING btree ("address");
--> statement-breakpoint
CREATE INDEX "staff_sign_in_links_expires" ON "staff_sign_in_links" USING btree ("expires_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "staff_tasks_open_once" ON "staff_tasks" USING btree ("kind","subject") WHERE done_at is null;
--> statement-breakpoint
CREATE INDEX "staff_tasks_open" ON "staff_tasks" USING btree ("created_at") WHERE done_at is null;
--> statement-breakpoint
CREATE INDEX "staff_tasks_done" ON "staff_tasks" USING btree ("done_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "freed_slots_one_per_time" ON "freed_slots" USING btree ("booking_id","practitioner_id","start");
--> statement-breakpoint
CREATE INDEX "freed_slots_offering" ON "freed_slots" USING btree ("next_run_at") WHERE state = 'offering';
--> statement-breakpoint
CREATE UNIQUE INDEX "slot_offers_once_per_person" ON "slot_offers" USING btree ("freed_slot_id","entry_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "slot_offers_one_at_a_time" ON "slot_offers" USING btree ("freed_slot_id") WHERE status in ('offered', 'accepted');
--> statement-breakpoint
CREATE UNIQUE INDEX "slot_offers_one_open_per_person" ON "slot_offers" USING btree ("entry_id") WHERE status in ('offered', 'accepted');
--> statement-breakpoint
CREATE INDEX "slot_offers_of_entry" ON "slot_offers" USING btree ("entry_id","offered_at");
--> statement-breakpoint
CREATE INDEX "slot_offers_of_booking" ON "slot_offers" USING btree ("booking_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "waitlist_one_entry_per_person" ON "waitlist_entries" USING btree ("service","person_key") WHERE status in ('waiting', 'invited');
--> statement-breakpoint
CREATE INDEX "waitlist_waiting" ON "waitlist_entries" USING btree ("service","place") WHERE status = 'waiting';
--> statement-breakpoint
CREATE INDEX "waitlist_invited" ON "waitlist_entries" USING btree ("book_by") WHERE status = 'invited';
--> statement-breakpoint
CREATE UNIQUE INDEX "waitlist_request_key" ON "waitlist_entries" USING btree ("request_key_hash");
--> statement-breakpoint
CREATE INDEX "audit_log_subject" ON "audit_log" USING btree ("subject_kind","subject_id");
--> statement-breakpoint
CREATE INDEX "audit_log_actor" ON "audit_log" USING btree ("actor","id");
--> statement-breakpoint
CREATE INDEX "audit_log_at" ON "audit_log" USING btree ("at");
--> statement-breakpoint
CREATE INDEX "event_log_by_name" ON "event_log" USING btree ("name","at");
--> statement-breakpoint
CREATE INDEX "idempotency_keys_expires" ON "idempotency_keys" USING btree ("expires_at");
--> statement-breakpoint
CREATE INDEX "limit_places_subject" ON "limit_places" USING btree ("subject");
--> statement-breakpoint
CREATE INDEX "limit_places_expires" ON "limit_places" USING btree ("expires_at");
--> statement-breakpoint
CREATE INDEX "webhook_events_by_handled" ON "webhook_events" USING btree ("handled_at");

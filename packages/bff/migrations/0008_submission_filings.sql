CREATE TABLE "submission_filings" (
	"submission_id" uuid PRIMARY KEY NOT NULL,
	"patient_id" text,
	"patient_by" text,
	"resembling_before" jsonb,
	"asked" jsonb NOT NULL,
	"address_id" text,
	"document_id" text,
	"finished_at" timestamp with time zone,
	"given_up_at" timestamp with time zone
);

--> statement-breakpoint
ALTER TABLE "submission_filings" ADD CONSTRAINT "submission_filings_submission_id_form_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."form_submissions"("id") ON DELETE no action ON UPDATE no action;

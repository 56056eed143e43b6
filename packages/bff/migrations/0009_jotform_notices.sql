CREATE TABLE "jotform_notices" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"submission_key" text NOT NULL,
	"form_key" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"handled_at" timestamp with time zone,
	CONSTRAINT "jotform_notices_submissionKey_unique" UNIQUE("submission_key")
);


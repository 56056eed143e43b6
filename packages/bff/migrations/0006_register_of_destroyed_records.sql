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
CREATE INDEX "destroyed_records_subject" ON "destroyed_records" USING btree ("kind","subject_id");

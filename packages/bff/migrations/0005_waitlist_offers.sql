CREATE TABLE "freed_slots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"booking_id" uuid NOT NULL,
	"service" text NOT NULL,
	"practitioner_id" text NOT NULL,
	"start" timestamp with time zone NOT NULL,
	"duration_minutes" integer NOT NULL,
	"state" text NOT NULL,
	"freed_at" timestamp with time zone NOT NULL,
	"look_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);

--> statement-breakpoint
CREATE TABLE "waitlist_offers" (
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
ALTER TABLE "slot_holds" ALTER COLUMN "booking_id" DROP NOT NULL;
--> statement-breakpoint
ALTER TABLE "slot_holds" ADD COLUMN "freed_slot_id" uuid;
--> statement-breakpoint
ALTER TABLE "waitlist_offers" ADD CONSTRAINT "waitlist_offers_freed_slot_id_freed_slots_id_fk" FOREIGN KEY ("freed_slot_id") REFERENCES "public"."freed_slots"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "waitlist_offers" ADD CONSTRAINT "waitlist_offers_entry_id_waitlist_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."waitlist_entries"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "freed_slots_one_per_booking" ON "freed_slots" USING btree ("booking_id");
--> statement-breakpoint
CREATE INDEX "freed_slots_offering" ON "freed_slots" USING btree ("look_at") WHERE state = 'offering';
--> statement-breakpoint
CREATE UNIQUE INDEX "waitlist_offers_once_per_person" ON "waitlist_offers" USING btree ("freed_slot_id","entry_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "waitlist_offers_one_at_a_time" ON "waitlist_offers" USING btree ("freed_slot_id") WHERE status in ('offered', 'accepted');
--> statement-breakpoint
CREATE UNIQUE INDEX "waitlist_offers_one_open_per_person" ON "waitlist_offers" USING btree ("entry_id") WHERE status in ('offered', 'accepted');
--> statement-breakpoint
CREATE INDEX "waitlist_offers_of_entry" ON "waitlist_offers" USING btree ("entry_id","offered_at");
--> statement-breakpoint
CREATE INDEX "waitlist_offers_of_booking" ON "waitlist_offers" USING btree ("booking_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "slot_holds_one_per_freed_slot" ON "slot_holds" USING btree ("freed_slot_id") WHERE released_at is null;
--> statement-breakpoint
ALTER TABLE "slot_holds" ADD CONSTRAINT "slot_holds_have_one_owner" CHECK ((booking_id is null) <> (freed_slot_id is null));

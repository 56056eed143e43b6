-- The last word on "one practitioner is with one patient at a time", also when several servers write at once.
ALTER TABLE "slot_holds" ADD CONSTRAINT "slot_holds_do_not_overlap"
  EXCLUDE USING gist ("practitioner_id" WITH =, tstzrange("starts_at", "ends_at", '[)') WITH &&)
  WHERE ("released_at" IS NULL);

-- A time is held before its booking is inserted, in one transaction: the reference is checked at the commit.
ALTER TABLE "slot_holds" ALTER CONSTRAINT "slot_holds_booking_id_bookings_id_fk" DEFERRABLE INITIALLY DEFERRED;

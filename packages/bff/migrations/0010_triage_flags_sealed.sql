ALTER TABLE "triage_sessions" DROP COLUMN "red_flags";

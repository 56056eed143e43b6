CREATE TRIGGER destroyed_records_is_append_only
  BEFORE DELETE OR TRUNCATE ON destroyed_records
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A new encryption key must be able to seal a name anew; a name cannot be added, taken away or moved to another line.
CREATE FUNCTION refuse_all_but_re_encryption() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.person IS NULL) <> (NEW.person IS NULL)
    OR to_jsonb(OLD) - 'person' IS DISTINCT FROM to_jsonb(NEW) - 'person' THEN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER destroyed_records_are_only_re_encrypted
  BEFORE UPDATE ON destroyed_records
  FOR EACH ROW EXECUTE FUNCTION refuse_all_but_re_encryption();

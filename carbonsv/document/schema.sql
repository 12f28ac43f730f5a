CREATE TABLE "block_hash" (
  "table_name" TEXT NOT NULL,
  "block" INTEGER NOT NULL,
  "hash" TEXT NOT NULL,
  PRIMARY KEY ("table_name", "block")
) STRICT, WITHOUT ROWID;

CREATE TABLE "change" (
  "number" INTEGER PRIMARY KEY,
  "time" TEXT NOT NULL,
  "author" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "target" INTEGER,
  "edits" BLOB,
  "previous_hash" TEXT NOT NULL,
  "hash" TEXT NOT NULL
) STRICT;

CREATE TRIGGER "change_is_never_rewritten" BEFORE UPDATE ON "change"
BEGIN
  SELECT RAISE(ABORT, 'history is only ever added to');
END;

CREATE TRIGGER "change_is_never_removed" BEFORE DELETE ON "change"
BEGIN
  SELECT RAISE(ABORT, 'history is only ever added to');
END;

CREATE TRIGGER "change_follows_the_one_before" BEFORE INSERT ON "change"
WHEN NEW."number" IS NOT (SELECT ifnull(max("number"), 0) + 1 FROM "change")
  OR EXISTS (SELECT 1 FROM "change" WHERE "number" = NEW."number" - 1 AND "hash" <> NEW."previous_hash")
BEGIN
  SELECT RAISE(ABORT, 'a change follows the one before it');
END;

CREATE TRIGGER "factor_used_is_never_rewritten" BEFORE UPDATE ON "factor_used"
BEGIN
  SELECT RAISE(ABORT, 'a factor that was used stays as it was');
END;

CREATE TRIGGER "factor_used_is_never_removed" BEFORE DELETE ON "factor_used"
BEGIN
  SELECT RAISE(ABORT, 'a factor that was used stays as it was');
END;

CREATE TABLE "attachment" (
  "sha256" TEXT PRIMARY KEY,
  "size_bytes" INTEGER NOT NULL,
  "content" BLOB NOT NULL
) STRICT;

CREATE TRIGGER "attachment_is_never_rewritten" BEFORE UPDATE ON "attachment"
BEGIN
  SELECT RAISE(ABORT, 'an attached file stays as it was');
END;

CREATE TRIGGER "attachment_is_never_removed" BEFORE DELETE ON "attachment"
BEGIN
  SELECT RAISE(ABORT, 'an attached file stays as it was');
END;

CREATE TABLE "run" (
  "hash" TEXT PRIMARY KEY,
  "content" BLOB NOT NULL
) STRICT;

CREATE TRIGGER "run_is_never_rewritten" BEFORE UPDATE ON "run"
BEGIN
  SELECT RAISE(ABORT, 'imported rows stay as they were imported');
END;

CREATE TRIGGER "run_is_never_removed" BEFORE DELETE ON "run"
BEGIN
  SELECT RAISE(ABORT, 'imported rows stay as they were imported');
END;

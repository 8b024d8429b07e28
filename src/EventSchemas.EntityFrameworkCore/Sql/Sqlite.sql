-- The tables of EventSchemas.EntityFrameworkCore. Generated from the model: don't edit.

CREATE TABLE "event_backfills" (
    "name" TEXT NOT NULL CONSTRAINT "PK_event_backfills" PRIMARY KEY,
    "event_type" TEXT NOT NULL,
    "last_key" TEXT NULL,
    "rows_read" INTEGER NOT NULL,
    "events_published" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "started_at" TEXT NOT NULL,
    "finished_at" TEXT NULL
);


CREATE TABLE "event_outbox" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_event_outbox" PRIMARY KEY AUTOINCREMENT,
    "bucket" INTEGER NOT NULL,
    "bucket_count" INTEGER NOT NULL,
    "lane" INTEGER NOT NULL,
    "state" INTEGER NOT NULL,
    "event_type" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "event_time" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "key_text" TEXT NULL,
    "key" BLOB NULL,
    "payload" BLOB NULL,
    "source_host" TEXT NULL,
    "is_replay" INTEGER NOT NULL,
    "attributes" TEXT NULL,
    "trace_parent" TEXT NULL,
    "trace_state" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "sent_at" TEXT NULL,
    "attempts" INTEGER NOT NULL,
    "last_error" TEXT NULL
);


CREATE TABLE "event_outbox_buckets" (
    "bucket" INTEGER NOT NULL CONSTRAINT "PK_event_outbox_buckets" PRIMARY KEY,
    "owner" TEXT NULL,
    "epoch" INTEGER NOT NULL,
    "lease_until" TEXT NULL
);


CREATE TABLE "event_outbox_dispatchers" (
    "id" TEXT NOT NULL CONSTRAINT "PK_event_outbox_dispatchers" PRIMARY KEY,
    "seen_at" TEXT NOT NULL
);


CREATE TABLE "event_outbox_schemas" (
    "fingerprint" TEXT NOT NULL CONSTRAINT "PK_event_outbox_schemas" PRIMARY KEY,
    "event_type" TEXT NOT NULL,
    "schema" TEXT NOT NULL,
    "key_path" TEXT NULL,
    "key_type" TEXT NULL,
    "key_format" TEXT NOT NULL,
    "is_cloud_event" INTEGER NOT NULL
);


CREATE TABLE "processed_events" (
    "consumer_group" TEXT NOT NULL,
    "handler" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "handled_at" TEXT NOT NULL,
    CONSTRAINT "PK_processed_events" PRIMARY KEY ("consumer_group", "handler", "event_id")
);


CREATE INDEX "ix_event_outbox_lane" ON "event_outbox" ("state", "lane") WHERE state = 1;


CREATE INDEX "ix_event_outbox_order" ON "event_outbox" ("bucket_count", "bucket", "state", "id");


CREATE INDEX "ix_event_outbox_sent" ON "event_outbox" ("state", "sent_at") WHERE state = 2;


CREATE INDEX "ix_processed_events_handled_at" ON "processed_events" ("handled_at");

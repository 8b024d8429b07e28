using EventSchemas.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

// Beside ModelBuilder, so that OnModelCreating needs no other using.
namespace Microsoft.EntityFrameworkCore;

/// <summary>Adds the tables of EventSchemas to a model. Migrations then create them like any other table.</summary>
public static class EventModelBuilderExtensions
{
    private const int NameLength = 255;

    // SQLite gives times back without a kind.
    private static readonly ValueConverter<DateTime, DateTime> Utc =
        new(time => time, time => DateTime.SpecifyKind(time, DateTimeKind.Utc));

    /// <summary>Adds the outbox: the events that wait to be published, their schemas, the buckets and the dispatchers.</summary>
    /// <param name="model">The model of the context that publishes.</param>
    /// <param name="schema">The database schema of the tables; the model's default by default.</param>
    public static ModelBuilder AddEventOutbox(this ModelBuilder model, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Entity<OutboxRow>(row =>
        {
            row.ToTable("event_outbox", schema);
            row.HasKey(one => one.Id);
            Column(row.Property(one => one.Id), "id").ValueGeneratedOnAdd();
            Column(row.Property(one => one.Bucket), "bucket");
            Column(row.Property(one => one.BucketCount), "bucket_count");
            Column(row.Property(one => one.Lane), "lane");
            Column(row.Property(one => one.State), "state").HasConversion<int>();
            Column(row.Property(one => one.EventType), "event_type").HasMaxLength(NameLength);
            Column(row.Property(one => one.EventId), "event_id");
            Column(row.Property(one => one.EventTime), "event_time").HasConversion(Utc);
            Column(row.Property(one => one.Topic), "topic").HasMaxLength(NameLength);
            Column(row.Property(one => one.Fingerprint), "fingerprint").HasMaxLength(32);
            Column(row.Property(one => one.KeyText), "key_text");
            Column(row.Property(one => one.Key), "key");
            Column(row.Property(one => one.Payload), "payload");
            Column(row.Property(one => one.SourceHost), "source_host").HasMaxLength(NameLength);
            Column(row.Property(one => one.IsReplay), "is_replay");
            Column(row.Property(one => one.Attributes), "attributes");
            Column(row.Property(one => one.TraceParent), "trace_parent");
            Column(row.Property(one => one.TraceState), "trace_state");
            Column(row.Property(one => one.CreatedAt), "created_at").HasConversion(Utc);
            Column(row.Property(one => one.SentAt), "sent_at");
            Column(row.Property(one => one.Attempts), "attempts");
            Column(row.Property(one => one.LastError), "last_error");
            row.HasIndex(one => new { one.BucketCount, one.Bucket, one.State, one.Id }, "ix_event_outbox_order");
            row.HasIndex(one => new { one.State, one.Lane }, "ix_event_outbox_lane").HasFilter("state = 1");
            row.HasIndex(one => new { one.State, one.SentAt }, "ix_event_outbox_sent").HasFilter("state = 2");
        });
        model.Entity<OutboxBucket>(bucket =>
        {
            bucket.ToTable("event_outbox_buckets", schema);
            bucket.HasKey(one => one.Bucket);
            Column(bucket.Property(one => one.Bucket), "bucket").ValueGeneratedNever();
            Column(bucket.Property(one => one.Owner), "owner").HasMaxLength(NameLength);
            Column(bucket.Property(one => one.Epoch), "epoch");
            Column(bucket.Property(one => one.LeaseUntil), "lease_until");
        });
        model.Entity<OutboxDispatcherRow>(dispatcher =>
        {
            dispatcher.ToTable("event_outbox_dispatchers", schema);
            dispatcher.HasKey(one => one.Id);
            Column(dispatcher.Property(one => one.Id), "id").HasMaxLength(NameLength);
            Column(dispatcher.Property(one => one.SeenAt), "seen_at");
        });
        model.Entity<OutboxSchemaRow>(written =>
        {
            written.ToTable("event_outbox_schemas", schema);
            written.HasKey(one => one.Fingerprint);
            Column(written.Property(one => one.Fingerprint), "fingerprint").HasMaxLength(32);
            Column(written.Property(one => one.EventType), "event_type").HasMaxLength(NameLength);
            Column(written.Property(one => one.Schema), "schema");
            Column(written.Property(one => one.KeyPath), "key_path");
            Column(written.Property(one => one.KeyType), "key_type");
            Column(written.Property(one => one.KeyFormat), "key_format").HasMaxLength(16);
            Column(written.Property(one => one.IsCloudEvent), "is_cloud_event");
        });
        return model;
    }

    /// <summary>Adds the events that transactional handlers have handled.</summary>
    /// <param name="model">The model of the context that the handlers write with.</param>
    /// <param name="schema">The database schema of the table; the model's default by default.</param>
    public static ModelBuilder AddProcessedEvents(this ModelBuilder model, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Entity<ProcessedEventRow>(row =>
        {
            row.ToTable("processed_events", schema);
            row.HasKey(one => new { one.ConsumerGroup, one.Handler, one.EventId });
            Column(row.Property(one => one.ConsumerGroup), "consumer_group").HasMaxLength(NameLength);
            Column(row.Property(one => one.Handler), "handler").HasMaxLength(NameLength);
            Column(row.Property(one => one.EventId), "event_id");
            Column(row.Property(one => one.HandledAt), "handled_at");
            row.HasIndex(one => one.HandledAt, "ix_processed_events_handled_at");
        });
        return model;
    }

    /// <summary>Adds the checkpoints of back-fills: how far each is.</summary>
    /// <param name="model">The model of the context that publishes.</param>
    /// <param name="schema">The database schema of the table; the model's default by default.</param>
    public static ModelBuilder AddEventBackfills(this ModelBuilder model, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Entity<BackfillRow>(row =>
        {
            row.ToTable("event_backfills", schema);
            row.HasKey(one => one.Name);
            Column(row.Property(one => one.Name), "name").HasMaxLength(NameLength);
            Column(row.Property(one => one.EventType), "event_type").HasMaxLength(NameLength);
            Column(row.Property(one => one.LastKey), "last_key");
            Column(row.Property(one => one.Rows), "rows_read");
            Column(row.Property(one => one.Events), "events_published");
            Column(row.Property(one => one.Version), "version").IsConcurrencyToken();
            Column(row.Property(one => one.StartedAt), "started_at").HasConversion(Utc);
            Column(row.Property(one => one.FinishedAt), "finished_at");
        });
        return model;
    }

    private static PropertyBuilder<T> Column<T>(PropertyBuilder<T> property, string name) => property.HasColumnName(name);
}

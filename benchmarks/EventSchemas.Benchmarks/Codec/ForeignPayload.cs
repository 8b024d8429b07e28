using EventSchemas.Avro;

namespace EventSchemas.Benchmarks;

/// <summary>
/// A payload that a service with another schema wrote: the order of the fields differs, a number is an int instead of a long, and one
/// field is unknown to the reader.
/// </summary>
/// <param name="Schema">The schema that it was written with.</param>
/// <param name="Data">The same content as the payload of <see cref="Samples"/>.</param>
sealed record ForeignPayload(AvroSchema Schema, byte[] Data)
{
    public static ForeignPayload Measurement { get; } = new(
        AvroSchema.Parse("""
            {"type": "record", "name": "CloudEvent", "namespace": "org.example.measurement.taken.v1", "fields": [
              {"name": "unit", "type": "string"}, {"name": "sensor", "type": "string"}, {"name": "sequence", "type": "int"},
              {"name": "battery", "type": "int"}, {"name": "is_final", "type": "boolean"}, {"name": "quality", "type": "int"},
              {"name": "value", "type": "double"}]}
            """),
        Serialize((ref writer) =>
        {
            Measurement value = Samples.Measurement;
            writer.WriteString(value.Unit);
            writer.WriteString(value.Sensor);
            writer.WriteLong(value.Sequence);
            writer.WriteInt(97);
            writer.WriteBoolean(value.IsFinal);
            writer.WriteInt(value.Quality);
            writer.WriteDouble(value.Value);
        }));

    public static ForeignPayload Enrollment { get; } = new(
        AvroSchema.Parse("""
            {"type": "record", "name": "CloudEvent", "namespace": "org.example.enrollment.created.v1", "fields": [
              {"name": "data", "type": {"type": "record", "name": "EnrollmentData", "fields": [
              {"name": "mode", "type": "string"},
              {"name": "user", "type": {"type": "record", "name": "User", "fields": [
                {"name": "id", "type": "long"}, {"name": "is_active", "type": "boolean"},
                {"name": "pii", "type": {"type": "record", "name": "PersonalData", "fields": [
                  {"name": "username", "type": "string"}, {"name": "email", "type": "string"}, {"name": "name", "type": "string"}]}}]}},
              {"name": "course", "type": {"type": "record", "name": "Course", "fields": [
                {"name": "course_key", "type": "string"}, {"name": "display_name", "type": "string"},
                {"name": "language", "type": ["null", "string"]},
                {"name": "start", "type": ["null", "string"]}, {"name": "end", "type": ["null", "string"]}]}},
              {"name": "is_active", "type": "boolean"},
              {"name": "creation_date", "type": "string"}]}}]}
            """),
        Serialize((ref writer) =>
        {
            EnrollmentData data = Samples.Enrollment.Data;
            writer.WriteString(data.Mode);
            writer.WriteLong(data.User.Id);
            writer.WriteBoolean(data.User.IsActive);
            writer.WriteString(data.User.Pii.Username);
            writer.WriteString(data.User.Pii.Email);
            writer.WriteString(data.User.Pii.Name);
            writer.WriteString(data.Course.CourseKey);
            writer.WriteString(data.Course.DisplayName);
            writer.WriteUnionIndex(1);
            writer.WriteString("en");
            writer.WriteUnionIndex(1);
            writer.WriteDateTimeText(data.Course.Start!.Value);
            writer.WriteUnionIndex(0);
            writer.WriteBoolean(data.IsActive);
            writer.WriteDateTimeText(data.CreationDate);
        }));

    public static ForeignPayload Catalog { get; } = new(
        AvroSchema.Parse("""
            {"type": "record", "name": "CloudEvent", "namespace": "org.example.catalog.published.v1", "fields": [
              {"name": "name", "type": "string"},
              {"name": "entries", "type": {"type": "array", "items": {"type": "record", "name": "Entry", "fields": [
                {"name": "title", "type": "string"}, {"name": "key", "type": "string"}, {"name": "price", "type": "double"},
                {"name": "seats", "type": "int"}, {"name": "rating", "type": "double"}, {"name": "is_open", "type": "boolean"},
                {"name": "language", "type": ["null", "string"]}]}}},
              {"name": "counts", "type": {"type": "map", "values": "int"}}]}
            """),
        Serialize((ref writer) =>
        {
            writer.WriteString(Samples.Catalog.Name);
            writer.WriteBlockStart(Samples.Catalog.Entries.Count);
            foreach (Entry entry in Samples.Catalog.Entries)
            {
                writer.WriteString(entry.Title);
                writer.WriteString(entry.Key);
                writer.WriteDouble(9.5);
                writer.WriteInt(entry.Seats);
                writer.WriteDouble(entry.Rating);
                writer.WriteBoolean(entry.IsOpen);
                writer.WriteUnionIndex(entry.Language is null ? 0 : 1);
                if (entry.Language is not null)
                {
                    writer.WriteString(entry.Language);
                }
            }

            writer.WriteBlockEnd();
            writer.WriteBlockStart(Samples.Catalog.Counts.Count);
            foreach (KeyValuePair<string, long> count in Samples.Catalog.Counts)
            {
                writer.WriteString(count.Key);
                writer.WriteLong(count.Value);
            }

            writer.WriteBlockEnd();
        }));

    private delegate void Write(ref AvroWriter writer);

    private static byte[] Serialize(Write write)
    {
        AvroWriter writer = AvroWriter.Rent();
        write(ref writer);
        byte[] data = writer.ToArray();
        writer.Dispose();
        return data;
    }
}

using Avro;
using Avro.Generic;
using Avro.IO;
using Enrollments;

namespace EventSchemas.Benchmarks;

/// <summary>The enrollment event, and what the contenders need to write and read it.</summary>
sealed class Payload
{
    public Payload()
    {
        var user = new UserData(4_711, true, new UserPersonalData("grace", "grace@example.org", "Grace Hopper"));
        var course = new CourseData(
            "course-v1:edX+DemoX+Demo_Course", "Open edX Demonstration Course", new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero), null);
        Event = new CourseEnrollmentCreated(new CourseEnrollmentData(
            user, course, "verified", true, new DateTimeOffset(2026, 9, 3, 10, 11, 12, TimeSpan.Zero).AddMicroseconds(123_456)));
        Bytes = AvroCodec.Serialize(Event);
        Schema = (RecordSchema)global::Avro.Schema.Parse(SchemaText);
        Writer = new GenericDatumWriter<GenericRecord>(Schema);
        Reader = new GenericDatumReader<GenericRecord>(Schema, Schema);
        using var stream = new MemoryStream(Bytes);
        Record = Reader.Read(null!, new BinaryDecoder(stream));
    }

    public static string SchemaText { get; } = SchemaOf<CourseEnrollmentCreated>();

    public CourseEnrollmentCreated Event { get; }

    public byte[] Bytes { get; }

    public RecordSchema Schema { get; }

    public GenericDatumWriter<GenericRecord> Writer { get; }

    public GenericDatumReader<GenericRecord> Reader { get; }

    public GenericRecord Record { get; }

    private static string SchemaOf<T>()
        where T : class, IEventContract<T> => T.Schema.ToJson();
}

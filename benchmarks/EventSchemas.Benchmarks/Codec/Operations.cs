namespace EventSchemas.Benchmarks;

/// <summary>The measured operations: five operations on three payloads.</summary>
static class Operations
{
    public static IEnumerable<Operation> All() =>
    [
        .. Of<Measurement, Apache.Flat.CloudEvent>(
            "flat",
            Samples.Measurement,
            new(HandMeasurement.Write, HandMeasurement.Write, HandMeasurement.Read),
            "CloudEvent",
            ForeignPayload.Measurement),
        .. Of<Enrollment, Apache.Enrolled.CloudEvent>(
            "enrollment",
            Samples.Enrollment,
            new(HandEnrollment.Write, HandEnrollment.Write, HandEnrollment.Read),
            "EnrollmentData",
            ForeignPayload.Enrollment),
        .. Of<Catalog, Apache.Published.CloudEvent>(
            "catalog", Samples.Catalog, new(HandCatalog.Write, HandCatalog.Write, HandCatalog.Read), "Entry", ForeignPayload.Catalog),
    ];

    private static IEnumerable<Operation> Of<T, TApache>(string payload, T value, HandCodec<T> hand, string grown, ForeignPayload foreign)
        where T : class, IEventContract<T>
        where TApache : Apache.ApacheRecord, new()
    {
        var others = new Contenders<T, TApache>(value);
        byte[] data = AvroCodec.Serialize(value);
        byte[] buffer = new byte[64 * 1_024];
        OlderPayload older = OlderPayload.Without(T.Schema, grown, data);
        Check(hand.Write(value), data);
        Check(AvroCodec.Serialize(AvroCodec.Deserialize<T>(older.Data, older.Schema)), data);
        Check(AvroCodec.Serialize(AvroCodec.Deserialize<T>(foreign.Data, foreign.Schema)), data);

        yield return new Operation(payload, "write to a new array", [
            new("by hand", n => Repeat(n, () => hand.Write(value))),
            new("EventSchemas", n => Repeat(n, () => AvroCodec.Serialize(value))),
            .. others.Writing()]);
        yield return new Operation(payload, "write into a buffer", [
            new("by hand", n => Repeat(n, () => hand.WriteInto(value, buffer))),
            new("EventSchemas", n => Repeat(n, () => AvroCodec.Serialize(value, buffer))),
            .. others.WritingInto(buffer)]);
        yield return new Operation(payload, "read", [
            new("by hand", n => Repeat(n, () => hand.Read(data))),
            new("EventSchemas", n => Repeat(n, () => AvroCodec.Deserialize<T>(data))),
            .. value is Enrollment
                ? [new Contender(
                    "EventSchemas, repeated texts interned", n => Repeat(n, () => AvroCodec.Deserialize<InternedEnrollment>(data)))]
                : Array.Empty<Contender>(),
            .. others.Reading()]);
        yield return new Operation(payload, "read what an older schema wrote", [
            new("EventSchemas, same schema", n => Repeat(n, () => AvroCodec.Deserialize<T>(data))),
            new("EventSchemas, older schema", n => Repeat(n, () => AvroCodec.Deserialize<T>(older.Data, older.Schema))),
            .. others.ReadingFrom(older.Data, older.Schema)]);
        yield return new Operation(payload, "read what a foreign schema wrote", [
            new("EventSchemas, same schema", n => Repeat(n, () => AvroCodec.Deserialize<T>(data))),
            new("EventSchemas, foreign schema", n => Repeat(n, () => AvroCodec.Deserialize<T>(foreign.Data, foreign.Schema))),
            .. others.ReadingFrom(foreign.Data, foreign.Schema)]);
    }

    public static void Repeat<TResult>(int count, Func<TResult> once)
    {
        for (int i = 0; i < count; i++)
        {
            once();
        }
    }

    private static void Check(byte[] found, byte[] expected)
    {
        if (!found.AsSpan().SequenceEqual(expected))
        {
            throw new InvalidOperationException("The contenders' results differ, so they can't be compared.");
        }
    }
}

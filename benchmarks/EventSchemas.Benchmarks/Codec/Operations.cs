using EventSchemas.Avro;

namespace EventSchemas.Benchmarks;

/// <summary>What is measured: four operations with three payloads.</summary>
static class Operations
{
    public static IEnumerable<Operation> All() =>
    [
        .. Of("flat", Samples.Measurement, HandMeasurement.Write, HandMeasurement.Write, HandMeasurement.Read),
        .. Of("enrollment", Samples.Enrollment, HandEnrollment.Write, HandEnrollment.Write, HandEnrollment.Read),
        .. Of("catalog", Samples.Catalog, HandCatalog.Write, HandCatalog.Write, HandCatalog.Read),
    ];

    private delegate int WriteInto<T>(T value, Span<byte> destination);

    private delegate T ReadFrom<T>(ReadOnlySpan<byte> data);

    private static IEnumerable<Operation> Of<T>(string payload, T value, Func<T, byte[]> write, WriteInto<T> writeInto, ReadFrom<T> read)
        where T : class, IEventContract<T>
    {
        byte[] data = AvroCodec.Serialize(value);
        byte[] buffer = new byte[64 * 1_024];
        if (!write(value).AsSpan().SequenceEqual(data))
        {
            throw new InvalidOperationException($"The yardstick writes other bytes for {payload}.");
        }

        AvroSchema older = OlderSchema.Of(T.Schema);
        yield return new Operation(payload, "write to a new array", [
            new("by hand", n => Repeat(n, () => write(value))),
            new("EventSchemas", n => Repeat(n, () => AvroCodec.Serialize(value)))]);
        yield return new Operation(payload, "write into a buffer", [
            new("by hand", n => Repeat(n, () => writeInto(value, buffer))),
            new("EventSchemas", n => Repeat(n, () => AvroCodec.Serialize(value, buffer)))]);
        yield return new Operation(payload, "read", [
            new("by hand", n => Repeat(n, () => read(data))),
            new("EventSchemas", n => Repeat(n, () => AvroCodec.Deserialize<T>(data)))]);
        yield return new Operation(payload, "read what an older schema wrote", [
            new("EventSchemas, same schema", n => Repeat(n, () => AvroCodec.Deserialize<T>(data))),
            new("EventSchemas, older schema", n => Repeat(n, () => AvroCodec.Deserialize<T>(data, older)))]);
    }

    private static void Repeat<TResult>(int count, Func<TResult> once)
    {
        for (int i = 0; i < count; i++)
        {
            once();
        }
    }
}

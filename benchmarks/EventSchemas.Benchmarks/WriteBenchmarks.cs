using System.Text.Json;
using Avro.IO;
using BenchmarkDotNet.Attributes;

namespace EventSchemas.Benchmarks;

/// <summary>Writing the enrollment event into a new array.</summary>
[MemoryDiagnoser, ShortRunJob]
public class WriteBenchmarks
{
    private readonly Payload _payload = new();

    [Benchmark(Baseline = true)]
    public byte[] EventSchemas() => AvroCodec.Serialize(_payload.Event);

    [Benchmark]
    public byte[] ApacheAvroGeneric()
    {
        using var stream = new MemoryStream();
        _payload.Writer.Write(_payload.Record, new BinaryEncoder(stream));
        return stream.ToArray();
    }

    [Benchmark]
    public byte[] SystemTextJsonSourceGenerated() => JsonSerializer.SerializeToUtf8Bytes(_payload.Event, PayloadJson.Default.CourseEnrollmentCreated);
}

using System.Text.Json;
using Avro.IO;
using BenchmarkDotNet.Attributes;

namespace EventSchemas.Benchmarks;

/// <summary>Writing the enrollment event into memory that is used again and again.</summary>
[MemoryDiagnoser, ShortRunJob]
public class WriteReusedBenchmarks
{
    private readonly Payload _payload = new();
    private readonly byte[] _buffer = new byte[4_096];

    [Benchmark(Baseline = true)]
    public int EventSchemas() => AvroCodec.Serialize(_payload.Event, _buffer);

    [Benchmark]
    public long ApacheAvroGeneric()
    {
        using var stream = new MemoryStream(_buffer);
        _payload.Writer.Write(_payload.Record, new BinaryEncoder(stream));
        return stream.Position;
    }

    [Benchmark]
    public long SystemTextJsonSourceGenerated()
    {
        using var stream = new MemoryStream(_buffer);
        JsonSerializer.Serialize(stream, _payload.Event, PayloadJson.Default.CourseEnrollmentCreated);
        return stream.Position;
    }
}

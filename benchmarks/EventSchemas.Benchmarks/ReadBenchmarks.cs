using System.Text.Json;
using Avro.Generic;
using Avro.IO;
using BenchmarkDotNet.Attributes;
using Enrollments;

namespace EventSchemas.Benchmarks;

/// <summary>Reading the enrollment event.</summary>
[MemoryDiagnoser, ShortRunJob]
public class ReadBenchmarks
{
    private readonly Payload _payload = new();
    private readonly byte[] _json;

    public ReadBenchmarks()
    {
        _json = JsonSerializer.SerializeToUtf8Bytes(_payload.Event, PayloadJson.Default.CourseEnrollmentCreated);
    }

    [Benchmark(Baseline = true)]
    public CourseEnrollmentCreated EventSchemas() => AvroCodec.Deserialize<CourseEnrollmentCreated>(_payload.Bytes);

    [Benchmark]
    public GenericRecord ApacheAvroGeneric()
    {
        using var stream = new MemoryStream(_payload.Bytes);
        return _payload.Reader.Read(null!, new BinaryDecoder(stream));
    }

    [Benchmark]
    public CourseEnrollmentCreated? SystemTextJsonSourceGenerated() => JsonSerializer.Deserialize(_json, PayloadJson.Default.CourseEnrollmentCreated);
}

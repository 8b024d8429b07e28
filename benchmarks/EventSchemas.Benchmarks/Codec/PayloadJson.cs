using System.Text.Json.Serialization;

namespace EventSchemas.Benchmarks;

[JsonSerializable(typeof(Measurement))]
[JsonSerializable(typeof(Enrollment))]
[JsonSerializable(typeof(Catalog))]
sealed partial class PayloadJson : JsonSerializerContext;

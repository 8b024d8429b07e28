using System.Text.Json.Serialization;
using Enrollments;

namespace EventSchemas.Benchmarks;

[JsonSerializable(typeof(CourseEnrollmentCreated))]
sealed partial class PayloadJson : JsonSerializerContext;

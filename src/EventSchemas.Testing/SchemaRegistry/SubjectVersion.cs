using EventSchemas.Avro;

namespace EventSchemas.Testing;

/// <summary>One version of a subject.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Version">The version, from 1.</param>
/// <param name="Id">The schema's id, which all subjects share.</param>
/// <param name="Text">The schema as it was posted.</param>
/// <param name="Schema">The schema.</param>
/// <param name="IsDeleted">Whether it has been deleted softly.</param>
sealed record SubjectVersion(string Subject, int Version, int Id, string Text, AvroSchema Schema, bool IsDeleted);

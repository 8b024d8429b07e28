using System.Runtime.CompilerServices;
using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>A writer's and a reader's schema by identity: what a walk over both remembers so that it ends.</summary>
readonly struct ReadingPair(AvroSchema writer, AvroSchema reader) : IEquatable<ReadingPair>
{
    private readonly AvroSchema _writer = writer;
    private readonly AvroSchema _reader = reader;

    public bool Equals(ReadingPair other) => ReferenceEquals(_writer, other._writer) && ReferenceEquals(_reader, other._reader);

    public override bool Equals(object? obj) => obj is ReadingPair other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(_writer), RuntimeHelpers.GetHashCode(_reader));
}

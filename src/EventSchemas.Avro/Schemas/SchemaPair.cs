using System;
using System.Runtime.CompilerServices;

namespace EventSchemas.Avro;

/// <summary>Two schemas by identity: what a walk over both remembers so that it ends.</summary>
readonly struct SchemaPair(AvroSchema first, AvroSchema second) : IEquatable<SchemaPair>
{
    private readonly AvroSchema _first = first;
    private readonly AvroSchema _second = second;

    public bool Equals(SchemaPair other) => ReferenceEquals(_first, other._first) && ReferenceEquals(_second, other._second);

    public override bool Equals(object? obj) => obj is SchemaPair other && Equals(other);

    public override int GetHashCode() => unchecked((RuntimeHelpers.GetHashCode(_first) * 397) ^ RuntimeHelpers.GetHashCode(_second));
}

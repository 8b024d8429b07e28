namespace EventSchemas.Benchmarks;

/// <summary>What is written by hand for one record.</summary>
/// <typeparam name="T">The record.</typeparam>
/// <param name="Write">Writes a new array.</param>
/// <param name="WriteInto">Writes into memory that is there.</param>
/// <param name="Read">Reads it.</param>
sealed record HandCodec<T>(Func<T, byte[]> Write, Func<T, Span<byte>, int> WriteInto, Func<ReadOnlySpan<byte>, T> Read);

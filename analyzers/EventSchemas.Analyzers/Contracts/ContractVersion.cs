using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>A version of an event that its record is held against.</summary>
/// <param name="Number">Its number where it has been shipped; null for the contract, which is accepted and perhaps not shipped yet.</param>
/// <param name="Schema">The schema.</param>
/// <param name="File">The file that it stands in.</param>
/// <param name="Terms">What stands beside it; null where nothing does, or nothing that can be read.</param>
sealed record ContractVersion(int? Number, AvroSchema Schema, AdditionalText File, ContractFile? Terms)
{
    /// <summary>Its name in a message, before "of" and the event.</summary>
    public string Name => Number is { } number ? $"version {number}" : "the contract";
}

using EventSchemas.Avro;

namespace EventSchemas.Build;

/// <summary>A version of an event that services read and write.</summary>
/// <param name="Name">Its name in a message.</param>
/// <param name="Number">Its number; 0 of one that only a registry holds.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Terms">What lies beside it; null where nothing does.</param>
sealed record ReleasedVersion(string Name, int Number, AvroSchema Schema, ContractFile? Terms);


namespace EventSchemas.Contracts;

/// <summary>What an event promises beside its schema.</summary>
/// <param name="Topic">The topic, if it declares one.</param>
/// <param name="Key">The key as a dotted path of schema field names, if it declares one.</param>
/// <param name="IsMirror">Whether another team owns it.</param>
/// <param name="Compatibility">The level in the registry's spelling.</param>
/// <param name="PersonalData">The members that say something about a person, as record and field.</param>
sealed record ContractTerms(string? Topic, string? Key, bool IsMirror, string Compatibility, EquatableArray<string> PersonalData);

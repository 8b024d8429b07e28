using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>A break of one event.</summary>
/// <param name="Break">The edit, equal for all events that it breaks in the same way.</param>
/// <param name="Old">Where the version that breaks has what was edited.</param>
sealed record FoundBreak(Break Break, Location Old);

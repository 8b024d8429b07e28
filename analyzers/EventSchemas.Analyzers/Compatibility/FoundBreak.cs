using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>A break of one event.</summary>
/// <param name="Break">The edit.</param>
/// <param name="Version">The newest version that it breaks, by its name before "of".</param>
/// <param name="IsShipped">Whether that version has been shipped.</param>
/// <param name="Who">Who breaks, in words; empty for a change of meaning.</param>
/// <param name="Order">In which order of deployment nobody would break, as a sentence with a space before it; empty where there is none.</param>
/// <param name="Old">Where that version has what was edited.</param>
sealed record FoundBreak(Break Break, string Version, bool IsShipped, string Who, string Order, Location Old);

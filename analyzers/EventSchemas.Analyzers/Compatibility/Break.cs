using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>One edit that breaks a contract.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Record">The record's name in the schema: where the edit was made.</param>
/// <param name="Field">The field that stands for a member of the record now, or null where there is none.</param>
/// <param name="Old">What the contract has.</param>
/// <param name="New">What the record has.</param>
/// <param name="Backward">Whether new readers fail on older data.</param>
/// <param name="Forward">Whether older readers fail on new data.</param>
sealed record Break(DiagnosticDescriptor Rule, string Record, string? Field, string Old, string New, bool Backward, bool Forward)
{
    /// <summary>Whether a level forbids it.</summary>
    public bool Violates(CompatibilityLevel level) => (Backward && level.IsBackward()) || (Forward && level.IsForward());

    /// <summary>Who breaks, in words.</summary>
    public string Who(CompatibilityLevel level)
    {
        const string older = "this service can't decode what was written with the contract's schema";
        const string readers = "services that read with the contract's schema can't decode what this one writes";
        bool backward = Backward && level.IsBackward();
        bool forward = Forward && level.IsForward();
        return (backward && forward ? $"{older}, and {readers}" : backward ? older : readers) + $" ({level.ToRegistryName()})";
    }
}

using System;

namespace EventSchemas.Avro;

/// <summary>
/// What a new version of a schema guarantees to users of earlier versions. The levels are those of Confluent's registry.
/// </summary>
public enum CompatibilityLevel
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>New readers read what the latest version wrote.</summary>
    Backward,

    /// <summary>New readers read what every version wrote.</summary>
    BackwardTransitive,

    /// <summary>Readers of the latest version read what the new one writes.</summary>
    Forward,

    /// <summary>Readers of every version read what the new one writes.</summary>
    ForwardTransitive,

    /// <summary>Both ways with the latest version.</summary>
    Full,

    /// <summary>Both ways with every version.</summary>
    FullTransitive,
}

/// <summary>The levels in the registry's spelling, and what they require.</summary>
public static class CompatibilityLevels
{
    private static readonly string[] Names =
        ["NONE", "BACKWARD", "BACKWARD_TRANSITIVE", "FORWARD", "FORWARD_TRANSITIVE", "FULL", "FULL_TRANSITIVE"];

    /// <summary>The level in the registry's spelling, for example <c>FULL_TRANSITIVE</c>.</summary>
    /// <param name="level">The level.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a valid level.</exception>
    public static string ToRegistryName(this CompatibilityLevel level) =>
        (uint)level < (uint)Names.Length
            ? Names[(int)level]
            : throw new ArgumentOutOfRangeException(nameof(level), level, "Not a compatibility level.");

    /// <summary>Finds the level of a registry's spelling, in either case.</summary>
    /// <param name="name">For example <c>FULL_TRANSITIVE</c>.</param>
    /// <param name="level">The level, where there is one.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParseRegistryName(string? name, out CompatibilityLevel level)
    {
        int index = Array.FindIndex(Names, known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
        level = (CompatibilityLevel)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>Whether new readers must read what older versions wrote.</summary>
    /// <param name="level">The level.</param>
    public static bool IsBackward(this CompatibilityLevel level) =>
        level is CompatibilityLevel.Backward or CompatibilityLevel.BackwardTransitive
            or CompatibilityLevel.Full or CompatibilityLevel.FullTransitive;

    /// <summary>Whether readers of older versions must read what the new one writes.</summary>
    /// <param name="level">The level.</param>
    public static bool IsForward(this CompatibilityLevel level) =>
        level is CompatibilityLevel.Forward or CompatibilityLevel.ForwardTransitive
            or CompatibilityLevel.Full or CompatibilityLevel.FullTransitive;

    /// <summary>Whether every version counts, not only the latest.</summary>
    /// <param name="level">The level.</param>
    public static bool IsTransitive(this CompatibilityLevel level) =>
        level is CompatibilityLevel.BackwardTransitive or CompatibilityLevel.ForwardTransitive or CompatibilityLevel.FullTransitive;
}

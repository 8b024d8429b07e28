using System;
using System.Collections.Generic;
using System.Linq;

namespace EventSchemas.Avro;

/// <summary>One rule about how a schema may change: a row of <see cref="AvroRules.All"/>. Immutable.</summary>
public sealed class AvroRule
{
    private static readonly CompatibilityLevel[] LevelsByStrictness =
    [
        CompatibilityLevel.Backward, CompatibilityLevel.BackwardTransitive, CompatibilityLevel.Forward,
        CompatibilityLevel.ForwardTransitive, CompatibilityLevel.Full, CompatibilityLevel.FullTransitive,
    ];

    internal AvroRule(
        string id,
        string name,
        string title,
        string purpose,
        AvroRuleCategory category,
        AvroReading reading,
        bool isBackward,
        bool isForward,
        Func<AvroDifference, bool> covers)
    {
        Id = id;
        Name = name;
        Title = title;
        Purpose = purpose;
        Category = category;
        Reading = reading;
        IsBackward = isBackward;
        IsForward = isForward;
        Covers = covers;
        Levels =
        [
            .. LevelsByStrictness.Where(level => category == AvroRuleCategory.Meaning
                || (isBackward && level.IsBackward())
                || (isForward && level.IsForward())),
        ];
    }

    /// <summary>The id, which never changes: <c>EVS3001</c>.</summary>
    public string Id { get; }

    /// <summary>What was done to what, for configuration and tools: <c>FIELD_REMOVED</c>.</summary>
    public string Name { get; }

    /// <summary>What happens, in a few words.</summary>
    public string Title { get; }

    /// <summary>What the rule is for, in one sentence.</summary>
    public string Purpose { get; }

    /// <summary>What the rule protects.</summary>
    public AvroRuleCategory Category { get; }

    /// <summary>Which readers the rule is about: a rule counts where one of an event's kinds of readers is among them.</summary>
    public AvroReading Reading { get; }

    /// <summary>The levels that forbid it; of a rule about meaning, those under which it is checked: all but NONE.</summary>
    public IReadOnlyList<CompatibilityLevel> Levels { get; }

    /// <summary>The severity of its findings unless it is configured.</summary>
    public AvroRuleSeverity Severity => Category == AvroRuleCategory.Reading ? AvroRuleSeverity.Error : AvroRuleSeverity.Warning;

    /// <summary>Whether it can stop readers of the new version.</summary>
    internal bool IsBackward { get; }

    /// <summary>Whether it can stop readers of older versions.</summary>
    internal bool IsForward { get; }

    /// <summary>Which differences it is about.</summary>
    internal Func<AvroDifference, bool> Covers { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Name}";
}

/// <summary>What a rule protects.</summary>
public enum AvroRuleCategory
{
    /// <summary>That events can be read. These rules agree with Avro's schema resolution.</summary>
    Reading,

    /// <summary>That events mean the same to those who read them. Avro's schema resolution says nothing about it.</summary>
    Meaning,
}

/// <summary>The severity of a rule's findings unless it is configured.</summary>
public enum AvroRuleSeverity
{
    /// <summary>It is worth a look.</summary>
    Warning,

    /// <summary>A service fails.</summary>
    Error,
}

/// <summary>What a rule found between a schema and a version before it. Immutable.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="VersionIndex">The position of that version in the history, from 0.</param>
/// <param name="Direction">
/// Which side can't read the data of the other; <see langword="null"/> if both can, but the meaning has changed.
/// </param>
/// <param name="Difference">What was changed, and where.</param>
public sealed record AvroRuleFinding(AvroRule Rule, int VersionIndex, AvroReadDirection? Direction, AvroDifference Difference)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Rule}: {Difference} (version {VersionIndex}{(Direction is null ? "" : $", {Direction}")})";
}

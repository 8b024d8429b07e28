using EventSchemas.Declarations;
using Conventions = EventSchemas.Declarations.EventConventions;

namespace EventSchemas.Tool;

/// <summary>What a person says about an event that is imported; the rest follows from its schema.</summary>
sealed record ImportSettings
{
    /// <summary>The attribute; null for the one whose conventions the schema follows.</summary>
    public Conventions? Conventions { get; init; }

    /// <summary>The namespace in C#.</summary>
    public required string Namespace { get; init; }

    /// <summary>The event type; null for the namespace of an Open edX schema, or for the full name of another.</summary>
    public string? EventType { get; init; }

    /// <summary>The name of the event's record; null for one made of the event type or of the schema's name.</summary>
    public string? Name { get; init; }

    /// <summary>The topic.</summary>
    public string? Topic { get; init; }

    /// <summary>The key, as names of fields or of members with dots between them.</summary>
    public string? Key { get; init; }

    /// <summary>The feature flag; null for one made of the record's name.</summary>
    public string? FeatureFlag { get; init; }

    /// <summary>The team that owns the event.</summary>
    public string? Owner { get; init; }

    /// <summary>How the project names the fields of events that don't say it.</summary>
    public FieldNaming ProjectNaming { get; init; } = FieldNaming.AsWritten;

    /// <summary>Whether another team owns the event.</summary>
    public bool IsMirror { get; init; } = true;

    /// <summary>The members that hold personal data, as record and field.</summary>
    public IReadOnlyCollection<string> PersonalData { get; init; } = [];
}

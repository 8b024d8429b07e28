using EventSchemas.Declarations;
using Conventions = EventSchemas.Declarations.EventConventions;

namespace EventSchemas.Tool;

/// <summary>The file of an event that is new.</summary>
/// <param name="EventType">The event type.</param>
/// <param name="Path">The file.</param>
/// <param name="Code">Its text.</param>
/// <param name="Flag">The event's feature flag.</param>
sealed record NewEvent(string EventType, string Path, string Code, string Flag)
{
    private const string OpenEdxTypes = "org.openedx.";

    /// <summary>The name of the event's record, after which its file is named.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The first version of an event.</summary>
    /// <param name="eventType">The event type.</param>
    /// <param name="folder">The folder of the file.</param>
    /// <param name="namespace">The namespace in C#.</param>
    /// <param name="settings">What else a person says.</param>
    /// <exception cref="ToolException">The event type or a name can't be one.</exception>
    public static NewEvent Of(string eventType, string folder, string @namespace, NewEventSettings settings)
    {
        Conventions conventions = settings.Conventions
            ?? (eventType.StartsWith(OpenEdxTypes, StringComparison.Ordinal) ? Conventions.OpenEdx : Conventions.CloudEvents);
        bool isOpenEdx = conventions.Attribute == Conventions.OpenEdx.Attribute;
        string name = settings.Name ?? ImportNames.OfEventType(eventType);
        GivenNames.CheckEventType(eventType, conventions);
        GivenNames.CheckRecord(name, settings.Name is null ? eventType : null);
        string flag = settings.Flag ?? ImportNames.FlagOf(name);
        string[] arguments =
        [
            TypeNames.Literal(eventType),
            .. Argument("Topic", settings.Topic),
            .. Argument("FeatureFlag", flag),
            .. Argument("Owner", settings.Owner),
        ];

        // Python services read an event with one top-level member that is a record.
        string body = isOpenEdx
            ? $"""
            public sealed partial record {name}({name}Data Data);

            /// <summary>What the event says.</summary>
            /// <param name="Id">What it is about.</param>
            public sealed record {name}Data(string Id);
            """
            : $"public sealed partial record {name}(string Id);";
        string code = $"""
            #nullable enable
            using EventSchemas;

            namespace {@namespace};

            /// <summary>Says what happened.</summary>
            /// <param name="{(isOpenEdx ? "Data" : "Id")}">What it is about.</param>
            [{conventions.Attribute}(
                {string.Join(",\n    ", arguments)})]
            {body}

            """.ReplaceLineEndings("\n");
        return new NewEvent(eventType, System.IO.Path.Combine(folder, name + ".cs"), code, flag);
    }

    private static string[] Argument(string name, string? value) => value is null ? [] : [$"{name} = {TypeNames.Literal(value)}"];
}

/// <summary>What a person says about an event that is new; the rest follows from its event type.</summary>
sealed record NewEventSettings
{
    /// <summary>The attribute; null for the one of the event type.</summary>
    public Conventions? Conventions { get; init; }

    /// <summary>The name of the record; null for one made of the event type.</summary>
    public string? Name { get; init; }

    /// <summary>The feature flag; null for one made of the record's name.</summary>
    public string? Flag { get; init; }

    /// <summary>The topic.</summary>
    public string? Topic { get; init; }

    /// <summary>The team that owns the event.</summary>
    public string? Owner { get; init; }
}

using System.Globalization;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>What a catalogue is made of.</summary>
sealed record CatalogSources
{
    /// <summary>The title of the site.</summary>
    public required string Title { get; init; }

    /// <summary>The day for which it says what is expired.</summary>
    public required DateTime Day { get; init; }

    /// <summary>The day as it is written.</summary>
    public string DayText => Day.ToString(Dates.Format, CultureInfo.InvariantCulture);

    /// <summary>The builds.</summary>
    public required IReadOnlyList<BuiltManifest> Builds { get; init; }

    /// <summary>The services in Python.</summary>
    public IReadOnlyList<PythonService> PythonServices { get; init; } = [];

    /// <summary>What was seen on the bus.</summary>
    public IReadOnlyList<ObservedMessages> Observed { get; init; } = [];

    /// <summary>The catalogue before this one; null where there is none.</summary>
    public Catalog? Previous { get; init; }

    /// <summary>The addresses of sources.</summary>
    public required SourceLinks Sources { get; init; }
}

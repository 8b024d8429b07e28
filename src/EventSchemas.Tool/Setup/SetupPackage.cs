using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>The package that a project gets.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Registration">How a program adds its bus; null for a library.</param>
/// <param name="Events">What its events travel by.</param>
sealed record SetupPackage(string Name, string? Registration, Transports Events)
{
    private const string NoTransport = "none";

    private static readonly SetupPackage Library = new("EventSchemas", Registration: null, Contracts.Transports.Kafka);

    private static readonly Dictionary<string, SetupPackage> Packages = new(StringComparer.Ordinal)
    {
        ["Kafka"] = new("EventSchemas.Kafka", "AddEventBus(builder.Configuration.GetSection(\"EventBus\"))", Contracts.Transports.Kafka),
        ["Redis"] = new(
            "EventSchemas.Redis", "AddEventBusCore(builder.Configuration.GetSection(\"EventBus\")).UseRedis()", Contracts.Transports.Redis),
        [NoTransport] = Library,
    };

    /// <summary>The transports to choose from.</summary>
    public static IEnumerable<string> Transports => Packages.Keys;

    /// <summary>The packages that declare events: those of transports bring the library along.</summary>
    public static IEnumerable<string> Names => Packages.Values.Select(package => package.Name);

    /// <summary>The package of a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="transport">What a person chose; null for what the project is.</param>
    public static SetupPackage Of(EvaluatedProject project, string? transport) => transport is not null ? Packages[transport]
        : Packages.Values.FirstOrDefault(package => package != Library && project.Packages.Contains(package.Name))
            ?? (SetupProject.IsProgram(project) ? Packages["Kafka"] : Library);
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace EventSchemas.TestKit;

/// <summary>
/// The references of the code under test: the runtime that runs the tests, and assemblies that the tests are built with.
/// </summary>
public static class TestReferences
{
    private static readonly Dictionary<string, MetadataReference> Loaded = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => !string.IsNullOrEmpty(path))
        .DistinctBy(Path.GetFileNameWithoutExtension)
        .ToDictionary(
            path => Path.GetFileNameWithoutExtension(path),
            path => (MetadataReference)MetadataReference.CreateFromFile(path),
            StringComparer.Ordinal);

    /// <summary>.NET and EventSchemas: the references of a library of events.</summary>
    public static ImmutableArray<MetadataReference> Library { get; } =
        [.. StartingWith("System."), .. Named("mscorlib", "netstandard", "EventSchemas", "EventSchemas.Avro")];

    /// <summary>Kafka's client. The tests that use it are built with it.</summary>
    public static ImmutableArray<MetadataReference> Confluent => Named("Confluent.Kafka");

    /// <summary>The bus. The tests that use it are built with it.</summary>
    public static ImmutableArray<MetadataReference> Kafka =>
        [.. Named("EventSchemas.Kafka", "EventSchemas.Hosting"), .. Confluent, .. StartingWith("Microsoft.Extensions.")];

    /// <summary>EF Core without the outbox. The tests that use it are built with it.</summary>
    public static ImmutableArray<MetadataReference> EntityFrameworkAlone =>
    [
        .. StartingWith("Microsoft.EntityFrameworkCore"),
        .. StartingWith("Microsoft.Extensions."),
    ];

    /// <summary>EF Core with the outbox. The tests that use it are built with it.</summary>
    public static ImmutableArray<MetadataReference> EntityFramework =>
        [.. EntityFrameworkAlone, .. Named("EventSchemas.EntityFrameworkCore", "EventSchemas.Hosting")];

    /// <summary>.NET and every package of the bus, with what they bring. The tests that use it are built with them.</summary>
    public static ImmutableArray<MetadataReference> Packages =>
    [
        .. Library,
        .. EntityFramework,
        .. Named("EventSchemas.Kafka", "EventSchemas.OpenEdx", "EventSchemas.Redis", "EventSchemas.Testing", "Confluent.SchemaRegistry"),
        .. Confluent,
        .. StartingWith("Microsoft.FeatureManagement"),
        .. StartingWith("Npgsql"),
    ];

    private static IEnumerable<MetadataReference> StartingWith(string prefix) =>
        Loaded.Where(assembly => assembly.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(assembly => assembly.Value);

    private static ImmutableArray<MetadataReference> Named(params string[] names) => [.. names.Select(name => Loaded[name])];
}

using System.Collections.Immutable;
using EventSchemas.Avro;
using EventSchemas.Contracts;
using EventSchemas.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Tool;

/// <summary>
/// The contracts of records in C# files: they are compiled with what this command itself runs on, and read as the generator reads them.
/// </summary>
sealed class SourceContracts
{
    private static readonly string[] Referenced = ["System.", "netstandard", "mscorlib", "EventSchemas.dll", "EventSchemas.Avro.dll"];

    private readonly CSharpCompilation _compilation;

    private SourceContracts(CSharpCompilation compilation, ILookup<string, string> errors)
    {
        _compilation = compilation;
        Errors = errors;
    }

    /// <summary>The compiler's errors, by the namespace of the file that has them.</summary>
    public ILookup<string, string> Errors { get; }

    /// <summary>Compiles files.</summary>
    /// <param name="files">Their texts by their names.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static SourceContracts Compile(IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken)
    {
        var language = new CSharpParseOptions(LanguageVersion.CSharp14);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Sources",
            files.Select(file => CSharpSyntaxTree.ParseText(file.Value, language, file.Key, cancellationToken: cancellationToken)),
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        ILookup<string, string> errors = compilation.GetDiagnostics(cancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .ToLookup(NamespaceOf, diagnostic => diagnostic.ToString());
        return new SourceContracts(compilation, errors);
    }

    /// <summary>The contract of an event; null where it has problems.</summary>
    /// <param name="namespace">The namespace of its record.</param>
    /// <param name="name">The record's name.</param>
    /// <param name="eventType">The event type, for what is wrong with it.</param>
    /// <param name="settings">What counts where the event doesn't say it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public (ContractCandidate? Contract, IReadOnlyList<string> Problems) Read(
        string @namespace, string name, string eventType, SourceSettings settings, CancellationToken cancellationToken)
    {
        INamedTypeSymbol type = _compilation.Assembly.GetTypeByMetadataName($"{@namespace}.{name}")
            ?? throw new InvalidOperationException($"{name} isn't declared.");
        DeclarationReading reading = DeclarationReader.Read(type, AttributeReader.FindEvent(type)!, cancellationToken);
        EventDeclaration declaration = settings.Naming.ApplyTo(reading.Declaration);
        CompletedDeclaration completed = DeclarationCompletion.Complete(DocReader.AddTo(declaration, reading, cancellationToken));
        string[] problems =
        [
            .. reading.Problems.Select(problem => $"{problem.Symbol.ToDisplayString()}: {problem.Message}"),
            .. completed.Problems.Select(problem => Shown(completed.Declaration, problem)),
        ];
        if (problems.Length > 0)
        {
            return (null, problems);
        }

        ContractCandidate? contract = DeclaredCandidate.Of(
            completed.Declaration, settings.Level, settings.Transports, ContractHistory.Empty);
        return contract is null
            ? (null, [$"\"{eventType}\" can't be an event type of [{declaration.Conventions.Attribute}]"])
            : (contract, []);
    }

    private static string NamespaceOf(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.GetRoot().DescendantNodes()
        .OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString() ?? "";

    private static string Shown(EventDeclaration declaration, CompletionProblem problem)
    {
        RecordDeclaration record = declaration.Records[problem.Record];
        string member = problem.Member is { } index ? "." + record.Members[index].BareName : "";
        return $"{record.ShortName}{member}: {problem.Message}";
    }

    // The framework and the library that this command itself runs on.
    private static ImmutableArray<MetadataReference> References() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => Array.Exists(Referenced, prefix => Path.GetFileName(path).StartsWith(prefix, StringComparison.Ordinal)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}

/// <summary>What counts for events that don't say it themselves. Immutable.</summary>
/// <param name="Level">The compatibility level.</param>
/// <param name="Transports">What they travel by.</param>
/// <param name="Naming">How their schemas are named and documented.</param>
sealed record SourceSettings(CompatibilityLevel Level, Transports Transports, NamingSettings Naming)
{
    /// <summary>Where there is no project that says something else.</summary>
    public static SourceSettings Default { get; } = new(
        CompatibilityLevel.FullTransitive, Transports.Kafka, new NamingSettings(FieldNaming: null, Namespace: null, HasDocs: false));
}

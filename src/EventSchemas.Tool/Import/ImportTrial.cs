using System.Collections.Immutable;
using EventSchemas.Avro;
using EventSchemas.Contracts;
using EventSchemas.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Tool;

/// <summary>
/// Compiles imported records, and reads them as the compiler's generator does: each must have the schema that it was made from.
/// </summary>
static class ImportTrial
{
    private static readonly string[] Referenced = ["System.", "netstandard", "mscorlib", "EventSchemas.dll", "EventSchemas.Avro.dll"];

    /// <summary>The contracts of events, and why some have another schema.</summary>
    /// <param name="events">The events.</param>
    /// <param name="files">Their files.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static ImportTrialResult Of(
        IReadOnlyList<ImportedEvent> events, IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken)
    {
        var language = new CSharpParseOptions(LanguageVersion.CSharp14);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Import",
            files.Select(file => CSharpSyntaxTree.ParseText(file.Value, language, file.Key, cancellationToken: cancellationToken)),
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        ILookup<string, string> errors = compilation.GetDiagnostics(cancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .ToLookup(NamespaceOf, diagnostic => diagnostic.ToString());
        var contracts = new List<ContractCandidate>();
        var refusals = new List<ImportRefusal>();
        foreach (ImportedEvent imported in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (ContractCandidate? contract, string[] problems) = errors.Contains(imported.Namespace)
                ? (null, [.. errors[imported.Namespace]])
                : Read(compilation, imported, cancellationToken);
            refusals.AddRange(problems.Select(problem => new ImportRefusal(imported.Origin, "", problem)));
            if (contract is not null && problems.Length == 0)
            {
                contracts.Add(contract);
            }
        }

        return new ImportTrialResult(contracts, refusals);
    }

    private static (ContractCandidate? Contract, string[] Problems) Read(
        CSharpCompilation compilation, ImportedEvent imported, CancellationToken cancellationToken)
    {
        INamedTypeSymbol type = compilation.Assembly.GetTypeByMetadataName($"{imported.Namespace}.{imported.Name}")
            ?? throw new InvalidOperationException($"{imported.Name} isn't declared.");
        DeclarationReading reading = DeclarationReader.Read(type, AttributeReader.FindEvent(type)!, cancellationToken);
        EventDeclaration declaration = new NamingSettings(FieldNaming: null, Namespace: null, HasDocs: false).ApplyTo(reading.Declaration);
        CompletedDeclaration completed = DeclarationCompletion.Complete(DocReader.AddTo(declaration, reading, cancellationToken));
        string[] problems =
        [
            .. reading.Problems.Select(problem => $"{problem.Symbol.ToDisplayString()}: {problem.Message}"),
            .. completed.Problems.Select(problem => Shown(completed.Declaration, problem)),
        ];
        ContractCandidate? contract = problems.Length > 0 ? null : DeclaredCandidate.Of(
            completed.Declaration,
            CompatibilityLevel.FullTransitive,
            Transports.Kafka,
            ContractHistory.Empty);
        if (contract is null)
        {
            string refused = $"\"{imported.EventType}\" can't be an event type of [{declaration.Conventions.Attribute}]";
            return (null, problems.Length > 0 ? problems : [refused]);
        }

        IReadOnlyList<AvroDifference> differences = AvroDifferences.Between(imported.Schema, contract.Schema);
        return (contract, [.. differences.Select(difference => "a record would change it: " + difference.Message)]);
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

/// <summary>What a trial showed.</summary>
/// <param name="Contracts">The contracts of the events that have the schema that they were made from.</param>
/// <param name="Refusals">Why others don't.</param>
sealed record ImportTrialResult(IReadOnlyList<ContractCandidate> Contracts, IReadOnlyList<ImportRefusal> Refusals);

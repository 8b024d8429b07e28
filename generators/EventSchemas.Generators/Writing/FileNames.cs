using System.Text;

namespace EventSchemas.Generators;

/// <summary>
/// The names of all generated files, each assigned once, so that no two are equal as Roslyn compares them: ignoring case, after
/// normalisation. Two values are equal if the same types have files, so that an edit that adds no type changes no file name.
/// </summary>
sealed class FileNames : IEquatable<FileNames>
{
    /// <summary>The file of the handlers of the assembly.</summary>
    public const string DiscoveredHandlers = "DiscoveredHandlers.g.cs";

    private const string Ending = ".g.cs";

    private readonly Dictionary<GeneratedFile, string> _names = [];

    private FileNames(IEnumerable<GeneratedFile> files)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { DiscoveredHandlers };
        IEnumerable<GeneratedFile> ordered = files.Distinct()
            .OrderBy(file => file.Kind)
            .ThenBy(file => file.TypeName, StringComparer.Ordinal)
            .ThenBy(file => file.CodecSuffix, StringComparer.Ordinal);
        foreach (GeneratedFile file in ordered)
        {
            string wanted = WantedName(file).Normalize(NormalizationForm.FormKC);
            string name = wanted + Ending;
            for (int number = 2; !taken.Add(name); number++)
            {
                name = FormattableString.Invariant($"{wanted}-{number}{Ending}");
            }

            _names.Add(file, name);
        }
    }

    /// <summary>The name of a file.</summary>
    public string this[GeneratedFile file] => _names[file];

    /// <summary>Assigns the names.</summary>
    public static FileNames Assign(IEnumerable<GeneratedFile> files) => new(files);

    public bool Equals(FileNames? other) =>
        other is not null
            && _names.Count == other._names.Count
            && _names.All(pair => other._names.TryGetValue(pair.Key, out string? name) && name == pair.Value);

    public override bool Equals(object? obj) => Equals(obj as FileNames);

    public override int GetHashCode() => _names.Count;

    private static string WantedName(GeneratedFile file) => file.Kind switch
    {
        GeneratedFileKind.Event =>
            new string([.. file.TypeName.Replace("global::", "").Select(c => char.IsLetterOrDigit(c) || c is '.' or '_' ? c : '_')]),
        GeneratedFileKind.PrintMembers => CodecNames.Of(file.TypeName) + ".PrintMembers",
        _ => CodecNames.Of(file.TypeName, file.CodecSuffix),
    };
}

/// <summary>A file that is generated for a type.</summary>
/// <param name="Kind">The kind of its content.</param>
/// <param name="TypeName">The type, with <c>global::</c>.</param>
/// <param name="CodecSuffix">Of a record's codec, the end of its name.</param>
readonly record struct GeneratedFile(GeneratedFileKind Kind, string TypeName, string CodecSuffix = "");

/// <summary>The content of a generated file.</summary>
enum GeneratedFileKind
{
    /// <summary>The contract, the producer and the consumer stub of an event.</summary>
    Event,

    /// <summary>The codec of a record or an enum.</summary>
    Codec,

    /// <summary>The masked text of a record.</summary>
    PrintMembers,
}

using System.Globalization;

namespace EventSchemas.Contracts;

/// <summary>
/// What the path of a contract file says. An event type is a name as <see cref="ContractFileName"/> writes it:
/// <c>&lt;event type&gt;.avsc</c> and <c>.contract.json</c> are the accepted contract, and
/// <c>shipped/&lt;event type&gt;/&lt;n&gt;.avsc</c> and <c>.contract.json</c> a released version, and <c>retired.contract.json</c> beside
/// these says that the event has ended.
/// </summary>
/// <param name="EventType">The event type.</param>
/// <param name="Number">The number of a released version; null for the accepted contract and for a retirement.</param>
/// <param name="IsSchema">Whether it is the schema, and not the file beside it.</param>
sealed record ContractPath(string EventType, int? Number, bool IsSchema)
{
    private const string Retired = "retired";

    /// <summary>Whether it is the file that retires the event.</summary>
    public bool IsRetirement { get; init; }

    /// <summary>The folder of released versions.</summary>
    public const string ShippedFolder = "shipped";

    /// <summary>The ending of a schema's file name, after the event type or the version's number.</summary>
    public const string SchemaExtension = ".avsc";

    /// <summary>The ending of the name of the file beside it.</summary>
    public const string ContractExtension = ".contract.json";

    /// <summary>What a path says; null where it isn't that of a contract file.</summary>
    /// <param name="path">The path.</param>
    /// <param name="contractFolder">
    /// The project's contract folder, above which a folder may have any name. Where it is null, and for a file outside it, the last three
    /// parts of the path decide.
    /// </param>
    public static ContractPath? Of(string path, string? contractFolder)
    {
        bool isSchema = path.EndsWith(SchemaExtension, StringComparison.Ordinal);
        if (!isSchema && !path.EndsWith(ContractExtension, StringComparison.Ordinal))
        {
            return null;
        }

        List<string> parts = PartsOf(path);
        int last = parts.Count - 1;
        string name = parts[last].Substring(0, parts[last].Length - (isSchema ? SchemaExtension : ContractExtension).Length);
        int start = StartWithin(contractFolder, parts);
        if (parts.IndexOf(ShippedFolder, start, last - start) < 0)
        {
            return name.Length == 0 ? null : new ContractPath(ContractFileName.EventTypeOf(name), null, isSchema);
        }

        if (last - 2 < start || parts[last - 2] != ShippedFolder)
        {
            return null;
        }

        string eventType = ContractFileName.EventTypeOf(parts[last - 1]);
        return NumberOf(name) is { } number ? new ContractPath(eventType, number, isSchema)
            : name == Retired && !isSchema ? new ContractPath(eventType, null, isSchema) { IsRetirement = true }
            : null;
    }

    /// <summary>
    /// The parts of a path below the folder of shipped versions, for a file with the ending of a contract file; otherwise none.
    /// </summary>
    public static IReadOnlyList<string> PartsBelowShipped(string path, string? contractFolder)
    {
        if (contractFolder is null
            || !(path.EndsWith(SchemaExtension, StringComparison.Ordinal) || path.EndsWith(ContractExtension, StringComparison.Ordinal)))
        {
            return [];
        }

        List<string> parts = PartsOf(path);
        int start = PartsOf(contractFolder).Count;
        return StartWithin(contractFolder, parts) == start && parts.Count > start + 1 && parts[start] == ShippedFolder
            ? parts.Skip(start + 1).ToList()
            : [];
    }

    /// <summary>The path of the schema beside a <c>.contract.json</c>.</summary>
    public static string SchemaBeside(string contractPath) =>
        contractPath.Substring(0, contractPath.Length - ContractExtension.Length) + SchemaExtension;

    // The first part of a path that says something about the file.
    private static int StartWithin(string? contractFolder, List<string> parts)
    {
        List<string>? folder = contractFolder is null ? null : PartsOf(contractFolder);
        bool isInside = folder is not null
            && folder.Count < parts.Count
            && folder.SequenceEqual(parts.Take(folder.Count), StringComparer.OrdinalIgnoreCase);
        return isInside ? folder!.Count : Math.Max(parts.Count - 3, 0);
    }

    // Without the parts that lead nowhere: a folder may be given as ../schemas/.
    private static List<string> PartsOf(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Replace('\\', '/').Split('/'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "."))
            {
                parts.Add(part);
            }
        }

        return parts;
    }

    // A version's number has one spelling.
    private static int? NumberOf(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && number > 0
        && number.ToString(CultureInfo.InvariantCulture) == name
            ? number
            : null;

    /// <summary>The name of the file that retires an event.</summary>
    public const string RetirementFile = Retired + ContractExtension;

    /// <summary>The path of the <c>.contract.json</c> beside a schema's file.</summary>
    public static string Beside(string schemaPath) =>
        schemaPath.Substring(0, schemaPath.Length - SchemaExtension.Length) + ContractExtension;
}

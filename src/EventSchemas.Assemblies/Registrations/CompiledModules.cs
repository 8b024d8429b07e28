namespace EventSchemas.Assemblies;

/// <summary>A compiled assembly, and those that it was compiled with, which are opened when they are needed.</summary>
sealed class CompiledModules : IDisposable
{
    private readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, CompiledModule?> _opened = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="assemblyPath">The assembly.</param>
    /// <param name="references">The assemblies that it was compiled with.</param>
    /// <exception cref="BadImageFormatException">The file is not a .NET assembly.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public CompiledModules(string assemblyPath, IEnumerable<string> references)
    {
        foreach (string reference in references)
        {
            _paths[Path.GetFileNameWithoutExtension(reference)] = reference;
        }

        Main = CompiledModule.Open(assemblyPath);
        _opened[Main.Name] = Main;
    }

    /// <summary>The assembly itself.</summary>
    public CompiledModule Main { get; }

    /// <summary>An assembly by its name; null where it isn't there or can't be read.</summary>
    public CompiledModule? Find(string name)
    {
        if (!_opened.TryGetValue(name, out CompiledModule? module))
        {
            module = _paths.TryGetValue(name, out string? path) ? OpenIfReadable(path) : null;
            _opened[name] = module;
        }

        return module;
    }

    /// <summary>The event type of an event's record; null where the record or its assembly isn't known.</summary>
    public string? EventTypeOf(CodeType? record) => record is null
        ? null
        : Find(record.Assembly)?.Contracts.FirstOrDefault(contract => contract.Record == record.Name)?.EventType;

    public void Dispose()
    {
        foreach (CompiledModule? module in _opened.Values)
        {
            module?.Dispose();
        }
    }

    // What a reference says is missing in the manifest where it can't be read; the compiler could read it.
    private static CompiledModule? OpenIfReadable(string path)
    {
        try
        {
            return CompiledModule.Open(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            return null;
        }
    }
}

/// <summary>A type that code names.</summary>
/// <param name="Name">Its name, as the metadata have it: <c>Acme.Orders+Placed</c>.</param>
/// <param name="Assembly">The name of its assembly.</param>
sealed record CodeType(string Name, string Assembly);

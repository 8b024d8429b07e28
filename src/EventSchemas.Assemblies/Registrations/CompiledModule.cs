using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace EventSchemas.Assemblies;

/// <summary>An assembly whose metadata, code and debug information are read, without loading it.</summary>
sealed class CompiledModule : IDisposable
{
    private const string GeneratedCode = "GeneratedCodeAttribute";
    private const string Constructor = ".ctor";

    private readonly PEReader _file;
    private readonly string _path;
    private readonly Lazy<MetadataReaderProvider?> _debugInformation;
    private readonly Lazy<IReadOnlyList<DeclaredContract>> _contracts;
    private readonly Lazy<ILookup<string, TypeDefinitionHandle>> _types;

    private CompiledModule(string path, PEReader file)
    {
        _path = path;
        _file = file;
        Metadata = file.GetMetadataReader();
        Name = Metadata.GetString(Metadata.GetAssemblyDefinition().Name);
        _debugInformation = new Lazy<MetadataReaderProvider?>(OpenDebugInformation);
        _contracts = new Lazy<IReadOnlyList<DeclaredContract>>(() => ContractMetadataReader.ReadFrom(Metadata));
        _types = new Lazy<ILookup<string, TypeDefinitionHandle>>(() => Metadata.TypeDefinitions.ToLookup(NameOf, StringComparer.Ordinal));
    }

    /// <summary>The assembly's name.</summary>
    public string Name { get; }

    /// <summary>Its metadata.</summary>
    public MetadataReader Metadata { get; }

    /// <summary>What it says about its events.</summary>
    public IReadOnlyList<DeclaredContract> Contracts => _contracts.Value;

    /// <summary>Opens an assembly.</summary>
    /// <exception cref="BadImageFormatException">The file is not a .NET assembly.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static CompiledModule Open(string path)
    {
        var file = new PEReader(File.OpenRead(path));
        try
        {
            return file.HasMetadata && file.GetMetadataReader().IsAssembly
                ? new CompiledModule(path, file)
                : throw new BadImageFormatException("The file has no .NET metadata.");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The name of a type, with those of the types around it.</summary>
    public string NameOf(TypeDefinitionHandle handle)
    {
        TypeDefinition type = Metadata.GetTypeDefinition(handle);
        string name = Metadata.GetString(type.Name);
        TypeDefinitionHandle around = type.GetDeclaringType();
        string @namespace = Metadata.GetString(type.Namespace);
        return !around.IsNil ? $"{NameOf(around)}+{name}"
            : @namespace.Length == 0 ? name
            : $"{@namespace}.{name}";
    }

    /// <summary>A type by its name; nil where there is none.</summary>
    public TypeDefinitionHandle Find(string name) => _types.Value[name].FirstOrDefault();

    /// <summary>The code of a method; null where it has none.</summary>
    public byte[]? CodeOf(MethodDefinitionHandle method)
    {
        int address = Metadata.GetMethodDefinition(method).RelativeVirtualAddress;
        return address == 0 ? null : _file.GetMethodBody(address).GetILBytes();
    }

    /// <summary>Whether a tool wrote the type of a method.</summary>
    public bool IsGenerated(MethodDefinitionHandle method)
    {
        TypeDefinition type = Metadata.GetTypeDefinition(Metadata.GetMethodDefinition(method).GetDeclaringType());
        return type.GetCustomAttributes().Any(handle =>
            Metadata.GetCustomAttribute(handle).Constructor is { Kind: HandleKind.MemberReference } constructor
            && Metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } parent
            && Metadata.StringComparer.Equals(Metadata.GetTypeReference((TypeReferenceHandle)parent).Name, GeneratedCode));
    }

    /// <summary>Where an instruction was written; null where the debug information doesn't say it.</summary>
    public CodePlace? PlaceOf(MethodDefinitionHandle method, int offset)
    {
        SequencePoint? found = null;
        foreach (SequencePoint point in PointsOf(method) ?? default)
        {
            if (point.Offset > offset)
            {
                break;
            }

            found = point.IsHidden ? found : point;
        }

        return PlaceOf(found);
    }

    /// <summary>
    /// Where a record was written: the compiler writes its constructors where its name stands, and those of other parts elsewhere in the
    /// same file. Null where the debug information doesn't say it.
    /// </summary>
    public CodePlace? PlaceOf(TypeDefinitionHandle type) => PlaceOf(Metadata.GetTypeDefinition(type).GetMethods()
        .Where(method => Metadata.StringComparer.Equals(Metadata.GetMethodDefinition(method).Name, Constructor))
        .SelectMany(method => PointsOf(method)?.Where(point => !point.IsHidden).Take(1) ?? [])
        .OrderBy(point => point.StartLine)
        .Select(point => (SequencePoint?)point)
        .FirstOrDefault());

    private SequencePointCollection? PointsOf(MethodDefinitionHandle method) =>
        _debugInformation.Value?.GetMetadataReader().GetMethodDebugInformation(method).GetSequencePoints();

    private CodePlace? PlaceOf(SequencePoint? point) =>
        point is { } place && _debugInformation.Value?.GetMetadataReader() is { } information
            ? new CodePlace(information.GetString(information.GetDocument(place.Document).Name), place.StartLine)
            : null;

    public void Dispose()
    {
        if (_debugInformation.IsValueCreated)
        {
            _debugInformation.Value?.Dispose();
        }

        _file.Dispose();
    }

    // Beside the assembly or in it. Without it, places are unknown.
    private MetadataReaderProvider? OpenDebugInformation()
    {
        try
        {
            return _file.TryOpenAssociatedPortablePdb(_path, Open, out MetadataReaderProvider? provider, out _) ? provider : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            return null;
        }

        static Stream? Open(string path) => File.Exists(path) ? File.OpenRead(path) : null;
    }
}

/// <summary>A place in the source.</summary>
sealed record CodePlace(string File, int Line);

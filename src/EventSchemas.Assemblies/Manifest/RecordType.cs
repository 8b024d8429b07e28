using System.Reflection;
using System.Reflection.Metadata;

namespace EventSchemas.Assemblies;

/// <summary>A type definition with the arguments that its parameters stand for.</summary>
/// <param name="module">Its assembly.</param>
/// <param name="handle">The definition.</param>
/// <param name="arguments">The type arguments.</param>
sealed class RecordType(CompiledModule module, TypeDefinitionHandle handle, IReadOnlyList<MetadataType> arguments)
{
    private const string Constructor = ".ctor";
    private const string Clone = "<Clone>$";
    private const string PrintMembers = "PrintMembers";
    private const string EnumValue = "value__";
    private const string Parsable = "System.ISpanParsable`1";
    private const string Enumeration = "System.Enum";

    private readonly MetadataReader _metadata = module.Metadata;
    private readonly TypeDefinition _definition = module.Metadata.GetTypeDefinition(handle);
    private readonly MetadataTypeReader _types = new(module);

    /// <summary>The type that it derives from.</summary>
    public MetadataType? Base => _types.Of(_definition.BaseType, arguments);

    /// <summary>The converter that writes its values; null for most.</summary>
    public string? Converter => ConverterOf(_definition.GetCustomAttributes());

    /// <summary>For a union: the records that it stands for; else none.</summary>
    public IReadOnlyList<string> Branches =>
    [
        .. MetadataAttributes.Find(_metadata, _definition.GetCustomAttributes(), "AvroUnionAttribute")
            .SelectMany(attribute => MetadataAttributes.TextsOf(attribute.FixedArguments[0])),
    ];

    public bool IsEnum => Base is { Name: Enumeration };

    public bool IsRecord => Methods.Any(method => Is(method.Name, Clone) || Is(method.Name, PrintMembers));

    /// <summary>Whether its values are written as text.</summary>
    public bool IsParsable => _definition.GetInterfaceImplementations()
        .Any(one => _types.Of(_metadata.GetInterfaceImplementation(one).Interface, arguments) is { Name: Parsable });

    /// <summary>The members of an enum, with the symbols that attributes give them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Symbols =>
    [
        .. _definition.GetFields()
            .Select(_metadata.GetFieldDefinition)
            .Where(symbol => !Is(symbol.Name, EnumValue))
            .Select(symbol => (Name: Text(symbol.Name), Pinned: PinnedName(symbol.GetCustomAttributes())))
            .Select(member => new KeyValuePair<string, string>(member.Name, member.Pinned ?? member.Name)),
    ];

    /// <summary>Its own properties.</summary>
    public IReadOnlyList<RecordMember> Properties =>
    [
        .. _definition.GetProperties()
            .Select(_metadata.GetPropertyDefinition)
            .Where(property => IsReadable(property.GetAccessors()))
            .Select(property => new RecordMember(
                Text(property.Name),
                property.DecodeSignature(_types, arguments).ReturnType,
                PinnedName(property.GetCustomAttributes()),
                ConverterOf(property.GetCustomAttributes()))
            {
                IsSettable = IsSettable(property.GetAccessors()),
            }),
    ];

    /// <summary>The parameters of the constructor that takes most of the properties, in their order.</summary>
    /// <param name="properties">The names of the properties, those of base records too.</param>
    public IReadOnlyList<RecordMember> ParametersFor(IReadOnlyCollection<string> properties) => Methods
        .Where(method => Is(method.Name, Constructor)
            && (method.Attributes & MethodAttributes.Static) == 0
            && (method.Attributes & MethodAttributes.MemberAccessMask) != MethodAttributes.Private)
        .Select(ParametersOf)
        .Where(parameters => parameters.All(parameter => properties.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase)))
        .OrderByDescending(parameters => parameters.Count)
        .FirstOrDefault() ?? [];

    private IEnumerable<MethodDefinition> Methods => _definition.GetMethods().Select(_metadata.GetMethodDefinition);

    private IReadOnlyList<RecordMember> ParametersOf(MethodDefinition constructor)
    {
        Dictionary<int, Parameter> parameters = constructor.GetParameters()
            .Select(_metadata.GetParameter)
            .ToDictionary(parameter => (int)parameter.SequenceNumber);
        return
        [
            .. constructor.DecodeSignature(_types, arguments).ParameterTypes
                .Select((type, index) => parameters.TryGetValue(index + 1, out Parameter parameter)
                    ? new RecordMember(
                        Text(parameter.Name),
                        type,
                        PinnedName(parameter.GetCustomAttributes()),
                        ConverterOf(parameter.GetCustomAttributes()))
                    : new RecordMember("", type, null, null)),
        ];
    }

    private bool IsReadable(PropertyAccessors accessors) =>
        !accessors.Getter.IsNil && (_metadata.GetMethodDefinition(accessors.Getter).Attributes & MethodAttributes.Static) == 0;

    private bool IsSettable(PropertyAccessors accessors) => !accessors.Setter.IsNil
        && (_metadata.GetMethodDefinition(accessors.Setter).Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;

    private string? PinnedName(CustomAttributeHandleCollection attributes) => FirstArgument(attributes, "AvroNameAttribute");

    private string? ConverterOf(CustomAttributeHandleCollection attributes) => FirstArgument(attributes, "AvroConverterAttribute");

    private string? FirstArgument(CustomAttributeHandleCollection attributes, string name) => MetadataAttributes
        .Find(_metadata, attributes, name)
        .Select(attribute => attribute.FixedArguments[0].Value as string)
        .FirstOrDefault();

    private string Text(StringHandle name) => _metadata.GetString(name);

    private bool Is(StringHandle name, string text) => _metadata.StringComparer.Equals(name, text);
}

/// <summary>A property of a record, or a parameter of its constructor.</summary>
/// <param name="Name">Its name in C#.</param>
/// <param name="Type">Its type; null where no member of an event can have it.</param>
/// <param name="Pinned">The name that an attribute gives it in the schema; null where none does.</param>
/// <param name="Converter">The converter that writes it; null for most.</param>
sealed record RecordMember(string Name, MetadataType? Type, string? Pinned, string? Converter)
{
    /// <summary>Whether an initializer can set it.</summary>
    public bool IsSettable { get; init; }
}

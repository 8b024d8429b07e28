using System.Text.RegularExpressions;
using EventSchemas.Avro;

namespace EventSchemas.Declarations;

/// <summary>The type of a member as the schema and the codec see it.</summary>
/// <param name="CSharp">The type in generated code, with <c>global::</c> and its nullability.</param>
/// <param name="IsReference">Whether the C# type can be null although the member isn't nullable.</param>
abstract record MemberType(string CSharp, bool IsReference)
{
    /// <summary>The type as a person would write it, without namespaces.</summary>
    public string ShownName => Regex.Replace(CSharp, @"global::(\w+\.)*|@", "");

    /// <summary>The types that this one directly consists of.</summary>
    public virtual IEnumerable<MemberType> Parts => [];

    /// <summary>This type and all types within it; other records aren't entered.</summary>
    public IReadOnlyList<MemberType> All()
    {
        var all = new List<MemberType>();
        AddTo(all);
        return all;
    }

    /// <summary>The same type with each reference to a record replaced.</summary>
    public virtual MemberType MapRecords(Func<RecordType, RecordType> map) => this;

    private void AddTo(List<MemberType> all)
    {
        all.Add(this);
        foreach (MemberType part in Parts)
        {
            part.AddTo(all);
        }
    }
}

/// <summary>A type or null.</summary>
sealed record NullableType(string CSharp, MemberType Value) : MemberType(CSharp, IsReference: false)
{
    public override IEnumerable<MemberType> Parts => [Value];

    public override MemberType MapRecords(Func<RecordType, RecordType> map) => this with { Value = Value.MapRecords(map) };
}

/// <summary>A type that travels as one Avro primitive or fixed.</summary>
/// <param name="CSharp">The type in generated code.</param>
/// <param name="Kind">How it is written and read.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="IsReference">Whether the C# type can be null although the member isn't nullable.</param>
sealed record ScalarType(string CSharp, ScalarKind Kind, ScalarSchema Schema, bool IsReference = false) : MemberType(CSharp, IsReference)
{
    /// <summary>The form of the texts that the type parses, where the type declares it.</summary>
    public TextForm? TextForm { get; init; }
}

/// <summary>The form of the texts that a type parses.</summary>
/// <param name="Pattern">The regular expression that a whole text matches.</param>
/// <param name="Example">A text of that form, or null.</param>
sealed record TextForm(string Pattern, string? Example)
{
    /// <summary>What to write, as the rest of a sentence.</summary>
    public string Advice => Example is null ? $": write one that matches {Pattern}" : $": write one like \"{Example}\"";
}

/// <summary>An enum.</summary>
sealed record EnumType(string CSharp, EnumDeclaration Enum) : MemberType(CSharp, IsReference: false);

/// <summary>A reference to a record.</summary>
/// <param name="CSharp">The type in generated code.</param>
/// <param name="RecordName">The record's full name.</param>
/// <param name="IsReference">Whether it is a class.</param>
/// <param name="Inlined">
/// Its members where they are written together with those around it; otherwise empty. <see cref="RecordGraph"/> decides.
/// </param>
sealed record RecordType(string CSharp, string RecordName, bool IsReference, EquatableArray<MemberDeclaration> Inlined = default)
    : MemberType(CSharp, IsReference)
{
    public override MemberType MapRecords(Func<RecordType, RecordType> map) => map(this);
}

/// <summary>An abstract record: one of the records that derive from it.</summary>
/// <param name="CSharp">The type in generated code.</param>
/// <param name="Name">Its name in messages.</param>
/// <param name="Branches">The branches in the order of the schema.</param>
sealed record UnionType(string CSharp, string Name, EquatableArray<RecordType> Branches) : MemberType(CSharp, IsReference: true)
{
    public override IEnumerable<MemberType> Parts => Branches;
}

/// <summary>A list.</summary>
sealed record ListType(string CSharp, MemberType Item, ListKind Kind) : MemberType(CSharp, Kind != ListKind.ImmutableArray)
{
    public override IEnumerable<MemberType> Parts => [Item];

    public override MemberType MapRecords(Func<RecordType, RecordType> map) => this with { Item = Item.MapRecords(map) };
}

/// <summary>A map with text keys.</summary>
sealed record MapType(string CSharp, MemberType Value, MapKind Kind) : MemberType(CSharp, IsReference: true)
{
    public override IEnumerable<MemberType> Parts => [Value];

    public override MemberType MapRecords(Func<RecordType, RecordType> map) => this with { Value = Value.MapRecords(map) };
}

/// <summary>A type that travels as another.</summary>
/// <param name="CSharp">The type in generated code.</param>
/// <param name="Wire">The type that travels.</param>
/// <param name="ToWire">The method that converts to it.</param>
/// <param name="FromWire">The method that converts back.</param>
/// <param name="IsReference">Whether the C# type can be null although the member isn't nullable.</param>
sealed record ConvertedType(string CSharp, MemberType Wire, string ToWire, string FromWire, bool IsReference)
    : MemberType(CSharp, IsReference)
{
    /// <summary>The member's own converter in generated code; null where the conversion is part of the runtime.</summary>
    public string? Converter { get; init; }

    public override IEnumerable<MemberType> Parts => [Wire];

    public override MemberType MapRecords(Func<RecordType, RecordType> map) => this with { Wire = Wire.MapRecords(map) };
}

/// <summary>
/// The C# types that are lists in the schema, by how generated code reads their items and what it creates from an array.
/// </summary>
enum ListKind
{
    /// <summary>An array.</summary>
    Array,

    /// <summary>A <c>List</c>.</summary>
    List,

    /// <summary>A read-only interface, for which an array is created.</summary>
    ReadOnly,

    /// <summary>A mutable interface, for which a <c>List</c> is created.</summary>
    Mutable,

    /// <summary>An <c>ImmutableArray</c>.</summary>
    ImmutableArray,

    /// <summary>An <c>ImmutableList</c> or its interface.</summary>
    ImmutableList,
}

/// <summary>The C# types that are maps in the schema, by what generated code creates from a dictionary.</summary>
enum MapKind
{
    Dictionary,
    Immutable,
    Frozen,
}

/// <summary>How one value is written and read: the names of the methods of the writer and the reader.</summary>
enum ScalarKind
{
    Boolean,
    Int,
    Long,
    Float,
    Double,
    String,
    InternedString,
    Bytes,
    Memory,
    Fixed,
    FixedMemory,
    DateTimeText,
    LocalDateTimeText,
    GuidText,
    Uuid,
    Decimal,
    FixedDecimal,
    Duration,
    Text,
    Utf8Text,
}

/// <summary>The schema of a scalar.</summary>
/// <param name="Kind">A primitive kind, or a fixed.</param>
/// <param name="LogicalType">The logical type, if it has one.</param>
/// <param name="Precision">Of a decimal, the number of digits.</param>
/// <param name="Scale">Of a decimal, the number of digits after the point.</param>
/// <param name="FixedName">Of a fixed, its name; otherwise empty.</param>
/// <param name="Size">Of a fixed, its size in bytes.</param>
sealed record ScalarSchema(
    AvroSchemaKind Kind,
    AvroLogicalTypeKind? LogicalType = null,
    int Precision = 0,
    int Scale = 0,
    string FixedName = "",
    int Size = 0)
{
    private static readonly ScalarSchema[] Primitives =
        [.. Enumerable.Range(0, (int)AvroSchemaKind.String + 1).Select(kind => new ScalarSchema((AvroSchemaKind)kind))];

    /// <summary>The schema of a primitive without a logical type.</summary>
    public static ScalarSchema Of(AvroSchemaKind primitive) => Primitives[(int)primitive];
}

using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>
/// Sets the name of a member, a record, an enum or an enum's symbol in the Avro schema. Without it the name is derived from the C# name.
/// </summary>
/// <param name="name">An Avro name: a letter or <c>_</c>, then letters, digits and <c>_</c>.</param>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum
    | AttributeTargets.Field,
    Inherited = false)]
public sealed class AvroNameAttribute(string name) : Attribute
{
    /// <summary>The name in the Avro schema.</summary>
    public string Name { get; } = name;
}

/// <summary>
/// Gives a former name of a member, a record or an enum: data written under that name is read as this one. It doesn't help readers in
/// other services, which use the names of their own schemas.
/// </summary>
/// <param name="name">The former name in the Avro schema. For a record or an enum it can include the namespace.</param>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum,
    AllowMultiple = true,
    Inherited = false)]
public sealed class AvroAliasAttribute(string name) : Attribute
{
    /// <summary>The former name.</summary>
    public string Name { get; } = name;
}

/// <summary>
/// Gives a member a default in the Avro schema. Readers use it for data that was written without the member. A default value of a
/// positional record's parameter has the same effect.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class AvroDefaultAttribute : Attribute
{
    /// <summary>Uses the empty value of the member's type: zero, false, an empty text, list or map, or a record of such values.</summary>
    public AvroDefaultAttribute()
    {
    }

    /// <summary>Uses a constant.</summary>
    /// <param name="value">
    /// A constant of the member's type: a <see langword="bool"/>, a number, a <see langword="string"/> or a member of an enum.
    /// </param>
    public AvroDefaultAttribute(object? value)
    {
        Value = value;
    }

    /// <summary>
    /// The default value; <see langword="null"/> if the default is <see cref="Json"/> or the empty value of the member's type.
    /// </summary>
    public object? Value { get; }

    /// <summary>
    /// The default as JSON, encoded like a default in an Avro schema, for values that can't be a C# constant: <c>[1, 2]</c> for a list,
    /// <c>{"amount": 0}</c> for a record, <c>"\u0000"</c> for bytes.
    /// </summary>
    public string? Json { get; set; }
}

/// <summary>
/// Fills a member that the writer's schema doesn't have, without entering the schema. Use it for events whose schema another team owns and
/// that older services wrote without the member. For a default that is part of the schema, use <see cref="AvroDefaultAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class WhenMissingAttribute : Attribute
{
    /// <summary>Uses the empty value of the member's type: zero, false, an empty text, list or map, or a record of such values.</summary>
    public WhenMissingAttribute()
    {
    }

    /// <summary>Uses a constant.</summary>
    /// <param name="value">
    /// A constant of the member's type: a <see langword="bool"/>, a number, a <see langword="string"/> or a member of an enum.
    /// </param>
    public WhenMissingAttribute(object? value)
    {
        Value = value;
    }

    /// <summary>
    /// The value; <see langword="null"/> if it is given by <see cref="Json"/> or is the empty value of the member's type.
    /// </summary>
    public object? Value { get; }

    /// <summary>The value as JSON, encoded like a default in an Avro schema, for values that can't be a C# constant.</summary>
    public string? Json { get; set; }
}

/// <summary>
/// Chooses the Avro logical type of a date-time, a time of day or a <see cref="Guid"/>, instead of the one that the event's conventions
/// choose.
/// </summary>
/// <param name="kind">
/// For <see cref="DateTimeOffset"/> a timestamp; for <see cref="DateTime"/> a timestamp or local timestamp; for <see cref="TimeOnly"/>
/// a time; for <see cref="Guid"/> the UUID. Values are truncated to the unit of the logical type.
/// </param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class AvroLogicalTypeAttribute(AvroLogicalTypeKind kind) : Attribute
{
    /// <summary>The logical type.</summary>
    public AvroLogicalTypeKind Kind { get; } = kind;
}

/// <summary>
/// Sets the precision and scale of a <see langword="decimal"/> member: Avro's logical type <c>decimal</c>, as bytes, or as a fixed
/// together with <see cref="AvroFixedAttribute"/>. Writing a value with more digits throws; values are never rounded.
/// </summary>
/// <param name="precision">The maximum number of digits, from 1 to 28.</param>
/// <param name="scale">The number of digits after the decimal point, from 0 to <paramref name="precision"/>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class AvroDecimalAttribute(int precision, int scale = 0) : Attribute
{
    /// <summary>The maximum number of digits.</summary>
    public int Precision { get; } = precision;

    /// <summary>The number of digits after the decimal point.</summary>
    public int Scale { get; } = scale;
}

/// <summary>
/// Writes bytes, a <see langword="decimal"/> or a <see cref="Guid"/> as an Avro <c>fixed</c>, without a length in front. Writing a value
/// of another length throws.
/// </summary>
/// <param name="size">The number of bytes, from 1.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class AvroFixedAttribute(int size) : Attribute
{
    /// <summary>The number of bytes of a value.</summary>
    public int Size { get; } = size;

    /// <summary>The name in the schema. By default it is made from the type and the size, such as <c>Fixed16</c>.</summary>
    public string? Name { get; set; }
}

/// <summary>
/// Makes an abstract record an Avro union: a member of its type holds one of the branches. If the member is nullable,
/// <see langword="null"/> is the first branch in the schema.
/// </summary>
/// <param name="branches">
/// The derived records that a member can hold, in the order of the schema. Append new ones at the end: the order must not change.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AvroUnionAttribute(params Type[] branches) : Attribute
{
    /// <summary>The branches in the order of the schema.</summary>
    public IReadOnlyList<Type> Branches { get; } = branches;
}

/// <summary>
/// Marks the member of an enum that readers use for a symbol that they don't know. An enum that has one from its first version on can get
/// new members under every compatibility level; without one, a new member breaks existing readers.
/// </summary>
[AttributeUsage(AttributeTargets.Field, Inherited = false)]
public sealed class AvroDefaultSymbolAttribute : Attribute;

/// <summary>
/// Marks a member whose value is personal data, such as an e-mail address or a name. The mark is part of the contract file, where
/// reviewers and the catalogue see it. Records with such members print <c>***</c> instead of the values, in logs for example.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class PersonalDataAttribute : Attribute;

/// <summary>
/// Declares that the values of a text member repeat, such as course keys. Reading a value that was read before returns the same string and
/// allocates nothing. Up to 256 short ASCII values are kept per record; a new one replaces an old one.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class InternedAttribute : Attribute;

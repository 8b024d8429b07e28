namespace EventSchemas.Declarations;

/// <summary>The type of a member as the schema and the codec see it.</summary>
/// <param name="CSharp">The type in generated code, with <c>global::</c> and its nullability.</param>
/// <param name="IsReference">Whether the C# type can be null although the member is not nullable.</param>
abstract record MemberType(string CSharp, bool IsReference)
{
    /// <summary>The types within it, itself first.</summary>
    public IEnumerable<MemberType> All() => new[] { this }.Concat(this switch
    {
        NullableMember nullable => nullable.Value.All(),
        ListMember list => list.Item.All(),
        MapMember map => map.Value.All(),
        ConvertedMember converted => converted.Wire.All(),
        _ => [],
    });
}

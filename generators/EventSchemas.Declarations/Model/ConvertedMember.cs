namespace EventSchemas.Declarations;

/// <summary>A type that travels as another.</summary>
/// <param name="CSharp">The type in generated code.</param>
/// <param name="Wire">What travels.</param>
/// <param name="ToWire">The method that gives what travels.</param>
/// <param name="FromWire">The method that gives the value again.</param>
/// <param name="IsReference">Whether the C# type can be null although the member is not nullable.</param>
sealed record ConvertedMember(string CSharp, MemberType Wire, string ToWire, string FromWire, bool IsReference) : MemberType(CSharp, IsReference);

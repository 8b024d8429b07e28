namespace EventSchemas;

/// <summary>
/// Says that a text member's values repeat, such as a course key or a mode: reading gives the string that was read before where it is the
/// same, and allocates nothing for it. Up to 256 short values of a record are kept, and a new one takes an old one's place.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class InternedAttribute : Attribute;

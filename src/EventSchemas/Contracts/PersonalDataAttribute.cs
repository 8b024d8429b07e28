namespace EventSchemas;

/// <summary>
/// Marks a member whose value says something about a person, such as an e-mail address or a name. The mark stands in the contract file,
/// where reviewers and the catalogue see it; a record with such members is masked in logs.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class PersonalDataAttribute : Attribute;

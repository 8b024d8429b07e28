namespace EventSchemas.Generators;

/// <summary>A value to write.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Expression">The expression, evaluated once.</param>
/// <param name="Name">What an error calls it.</param>
sealed record WrittenValue(MemberType Type, string Expression, string Name);

namespace EventSchemas.Declarations;

/// <summary>
/// What the generator reports itself. It names a type and holds no location, so that an edit above the type leaves it as it is; the place
/// is looked up when it is reported.
/// </summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="TypeName">The type that it is about, as the metadata name it.</param>
/// <param name="Arguments">The message's arguments.</param>
sealed record SourceProblem(string Rule, string TypeName, EquatableArray<string> Arguments);

namespace EventSchemas.Declarations;

/// <summary>A shipped version of an event, for readers that aren't told the writer's schema.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Schema">Its schema as it is registered.</param>
/// <param name="LibraryBelow">The first version of the writers' library that has a newer one; null where the file names none.</param>
sealed record OlderVersion(int Number, string Schema, string? LibraryBelow);

namespace EventSchemas.Analyzers;

/// <summary>A setting whose value says nothing that it can say.</summary>
/// <param name="Name">Its name where it was set.</param>
/// <param name="Value">The value.</param>
/// <param name="Expected">What it can be, in words.</param>
sealed record SettingProblem(string Name, string Value, string Expected);

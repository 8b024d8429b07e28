namespace EventSchemas.Tests.OpenEdx;

public sealed record LibraryBlockData(
    string LibraryKey,
    string UsageKey);

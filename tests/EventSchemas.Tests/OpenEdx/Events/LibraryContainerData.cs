namespace EventSchemas.Tests.OpenEdx;

public sealed record LibraryContainerData(
    string ContainerKey,
    bool Background);

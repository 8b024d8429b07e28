namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A container of a content library: a unit, a subsection or a section.</summary>
/// <param name="ContainerKey">Identifies the container, and names its library and its kind.</param>
/// <param name="Background">Whether the sender doesn't wait, so that the work that follows can be done later.</param>
public sealed record LibraryContainerData(
    LibraryContainerLocator ContainerKey,
    [WhenMissing] bool Background);

namespace EventSchemas;

/// <summary>One field as the writer wrote it, and where it goes. Immutable.</summary>
/// <param name="Member">The position of the reader's field that takes it, or -1 where the reader has none.</param>
/// <param name="Node">What the writer wrote.</param>
public readonly record struct ResolutionStep(int Member, ResolutionNode Node);

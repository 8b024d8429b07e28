namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A piece of content, and what has changed about it.</summary>
/// <param name="ObjectId">Identifies the content: the key of a course, a block, a library, a container or a collection, as text.</param>
/// <param name="Changes">What has changed, such as <c>tags</c> or <c>collections</c>. An empty list means that anything may have.</param>
public sealed record ContentObjectChangedData(
    string ObjectId,
    [WhenMissing] IReadOnlyList<string> Changes)
    : ContentObjectData(ObjectId);

namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A piece of content.</summary>
/// <param name="ObjectId">Identifies the content: the key of a course, a block, a library, a container or a collection, as text.</param>
public record ContentObjectData(string ObjectId);

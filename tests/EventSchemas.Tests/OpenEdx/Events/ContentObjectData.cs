namespace EventSchemas.Tests.OpenEdx;

public sealed record ContentObjectData(
    string ObjectId);

namespace EventSchemas.Tests.Codec;

public sealed record Customer(string Name, List<string> Tags);

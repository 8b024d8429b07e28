namespace EventSchemas.Tests.Codec;

public sealed record Branch(List<Branch> Branches);

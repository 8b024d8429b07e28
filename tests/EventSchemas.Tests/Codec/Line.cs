namespace EventSchemas.Tests.Codec;

public sealed record Line(string Article, int Quantity = 1);

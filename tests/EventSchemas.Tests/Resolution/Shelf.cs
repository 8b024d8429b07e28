namespace EventSchemas.Tests.Resolution;

[OpenEdxEvent("org.acme.shelf.built.v1", StableBecause = "a test event")]
public sealed partial record Shelf(string Name, double Load = 1.5, string? Note = null, string Kind = "wall");

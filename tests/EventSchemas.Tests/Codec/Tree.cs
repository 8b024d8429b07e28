namespace EventSchemas.Tests.Codec;

[OpenEdxEvent("org.acme.tree.grown.v1", StableBecause = "a test event")]
public sealed partial record Tree(string Label, List<Branch> Branches);

namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.content_authoring.xblock.duplicated.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record ContentAuthoringXblockDuplicated(DuplicatedXBlockData XblockInfo);

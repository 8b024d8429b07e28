namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.content_authoring.xblock.deleted.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record ContentAuthoringXblockDeleted(XBlockData XblockInfo);

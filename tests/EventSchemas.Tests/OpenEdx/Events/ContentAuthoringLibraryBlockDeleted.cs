namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.content_authoring.library_block.deleted.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record ContentAuthoringLibraryBlockDeleted(LibraryBlockData LibraryBlock);

namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.content_authoring.content_library.container.created.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record ContentAuthoringContentLibraryContainerCreated(LibraryContainerData LibraryContainer);

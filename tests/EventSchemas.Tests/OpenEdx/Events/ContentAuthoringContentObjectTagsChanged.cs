namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.content_authoring.content.object.tags.changed.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record ContentAuthoringContentObjectTagsChanged(ContentObjectData ContentObject);

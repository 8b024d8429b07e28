namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.content_authoring.course.created.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record ContentAuthoringCourseCreated(ContentAuthoringCourseData Course);

namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.learning.auth.session.login.completed.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record LearningAuthSessionLoginCompleted(UserData User);

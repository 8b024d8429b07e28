namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.learning.student.registration.completed.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record LearningStudentRegistrationCompleted(UserData User);

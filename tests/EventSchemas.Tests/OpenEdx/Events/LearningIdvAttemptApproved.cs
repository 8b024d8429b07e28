namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.learning.idv_attempt.approved.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record LearningIdvAttemptApproved(VerificationAttemptData IdvAttempt);

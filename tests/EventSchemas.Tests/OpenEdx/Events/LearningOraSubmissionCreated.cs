namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.learning.ora.submission.created.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record LearningOraSubmissionCreated(ORASubmissionData Submission);

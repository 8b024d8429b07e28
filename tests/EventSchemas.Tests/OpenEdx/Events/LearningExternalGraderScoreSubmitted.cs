namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.learning.external_grader.score.submitted.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record LearningExternalGraderScoreSubmitted(ExternalGraderScoreData Score);

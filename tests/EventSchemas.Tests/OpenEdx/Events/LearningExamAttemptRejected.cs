namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.learning.exam.attempt.rejected.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record LearningExamAttemptRejected(ExamAttemptData ExamAttempt);

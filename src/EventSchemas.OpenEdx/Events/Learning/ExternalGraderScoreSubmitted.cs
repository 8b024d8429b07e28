namespace EventSchemas.OpenEdx.Learning;

/// <summary>An external grader has marked a learner's submission.</summary>
/// <remarks>
/// Sent by the submissions service when the grader reports its score. <c>Score.SubmissionId</c> identifies the submission. The Python
/// library lists the event as one that it doesn't put on the bus, though its schema is sound and it has a topic in the platform's
/// configuration. Personal data: <c>Score.ScoreMsg</c>. In openedx-events since 10.1.0.
/// </remarks>
/// <param name="Score">The score, and what it was given for.</param>
[OpenEdxEvent(
    "org.openedx.learning.external_grader.score.submitted.v1",
    Topic = "learning-external-grader-score-lifecycle",
    Key = "Score.SubmissionId",
    FeatureFlag = "ExternalGraderScoreSubmittedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record ExternalGraderScoreSubmitted(ExternalGraderScoreData Score);

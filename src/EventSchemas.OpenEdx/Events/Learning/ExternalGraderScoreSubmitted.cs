namespace EventSchemas.OpenEdx.Learning;

/// <summary>An external grader has marked a learner's submission.</summary>
/// <remarks>
/// Sent by the submissions service when the grader reports its score. <c>Score.SubmissionId</c> identifies the submission. The Python
/// library lists the event as one that it doesn't put on the bus, although its schema is valid and it has a topic in the platform's
/// configuration. Personal data: <c>Score.ScoreMsg</c>. In openedx-events since 10.1.0.
/// </remarks>
/// <param name="Score">The score and the submission that it is for.</param>
[OpenEdxEvent(
    "org.openedx.learning.external_grader.score.submitted.v1",
    Topic = "learning-external-grader-score-lifecycle",
    Key = "Score.SubmissionId",
    FeatureFlag = "ExternalGraderScoreSubmittedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record ExternalGraderScoreSubmitted(ExternalGraderScoreData Score);

/// <summary>A score that an external grader gave.</summary>
/// <param name="PointsPossible">The maximum number of points.</param>
/// <param name="PointsEarned">The number of points that the learner received.</param>
/// <param name="CourseId">The key of the course run, as text.</param>
/// <param name="ScoreMsg">The grader's comment on the answer, often HTML. Personal data, because it may quote the answer.</param>
/// <param name="SubmissionId">Identifies the submission.</param>
/// <param name="UserId">The learner's id, which is anonymous outside the LMS.</param>
/// <param name="ModuleId">The key of the problem, as text.</param>
/// <param name="QueueKey">The key of the submission in the queue, which the grader's answer must contain.</param>
/// <param name="QueueName">The queue that the submission was in.</param>
public sealed partial record ExternalGraderScoreData(
    long PointsPossible,
    long PointsEarned,
    string CourseId,
    [PersonalData] string ScoreMsg,
    long SubmissionId,
    string UserId,
    string ModuleId,
    string QueueKey,
    string QueueName);

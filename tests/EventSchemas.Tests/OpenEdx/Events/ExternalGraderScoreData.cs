namespace EventSchemas.Tests.OpenEdx;

public sealed record ExternalGraderScoreData(
    long PointsPossible,
    long PointsEarned,
    string CourseId,
    string ScoreMsg,
    long SubmissionId,
    string UserId,
    string ModuleId,
    string QueueKey,
    string QueueName);

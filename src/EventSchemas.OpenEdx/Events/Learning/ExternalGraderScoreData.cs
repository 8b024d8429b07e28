namespace EventSchemas.OpenEdx.Learning;

/// <summary>A score that an external grader gave.</summary>
/// <param name="PointsPossible">The most points that could be had.</param>
/// <param name="PointsEarned">The points that the learner has.</param>
/// <param name="CourseId">The key of the course run, as text.</param>
/// <param name="ScoreMsg">The grader's words about the answer, often HTML. Personal data, as they may quote it.</param>
/// <param name="SubmissionId">Identifies the submission.</param>
/// <param name="UserId">The id of the learner, anonymous outside the LMS.</param>
/// <param name="ModuleId">The key of the problem, as text.</param>
/// <param name="QueueKey">The key of the submission in the queue, which the grader's answer must carry.</param>
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

namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner has begun to have their identity verified.</summary>
/// <remarks>
/// Sent by the LMS when an attempt at identity verification (IDV) is opened. <c>IdvAttempt.AttemptId</c> identifies the attempt,
/// <c>IdvAttempt.User.Id</c> the learner. Personal data: <c>IdvAttempt.User.Pii</c> and <c>IdvAttempt.Name</c>. In openedx-events since
/// 9.13.0.
/// </remarks>
/// <param name="IdvAttempt">The attempt.</param>
[OpenEdxEvent(
    "org.openedx.learning.idv_attempt.created.v1",
    Key = "IdvAttempt.AttemptId",
    FeatureFlag = "IdvAttemptCreatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record IdvAttemptCreated(VerificationAttemptData IdvAttempt);

namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner's identity could not be verified.</summary>
/// <remarks>
/// Sent by the LMS when an attempt at identity verification (IDV) is denied; the learner may try again. <c>IdvAttempt.AttemptId</c>
/// identifies the attempt, <c>IdvAttempt.User.Id</c> the learner. Personal data: <c>IdvAttempt.User.Pii</c> and <c>IdvAttempt.Name</c>. In
/// openedx-events since 9.13.0.
/// </remarks>
/// <param name="IdvAttempt">The attempt.</param>
[OpenEdxEvent(
    "org.openedx.learning.idv_attempt.denied.v1",
    Key = "IdvAttempt.AttemptId",
    FeatureFlag = "IdvAttemptDeniedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record IdvAttemptDenied(VerificationAttemptData IdvAttempt);

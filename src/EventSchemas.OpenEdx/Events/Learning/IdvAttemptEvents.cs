namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner has started to verify their identity.</summary>
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

/// <summary>A learner has submitted the documents for verifying their identity.</summary>
/// <remarks>
/// Sent by the LMS when an attempt at identity verification (IDV) waits for its review. <c>IdvAttempt.AttemptId</c> identifies the
/// attempt, <c>IdvAttempt.User.Id</c> the learner. Personal data: <c>IdvAttempt.User.Pii</c> and <c>IdvAttempt.Name</c>. In
/// openedx-events since 9.13.0.
/// </remarks>
/// <param name="IdvAttempt">The attempt.</param>
[OpenEdxEvent(
    "org.openedx.learning.idv_attempt.pending.v1",
    Key = "IdvAttempt.AttemptId",
    FeatureFlag = "IdvAttemptPendingEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record IdvAttemptPending(VerificationAttemptData IdvAttempt);

/// <summary>A learner's identity was verified.</summary>
/// <remarks>
/// Sent by the LMS when an attempt at identity verification (IDV) is approved. <c>IdvAttempt.AttemptId</c> identifies the attempt,
/// <c>IdvAttempt.User.Id</c> the learner. Personal data: <c>IdvAttempt.User.Pii</c> and <c>IdvAttempt.Name</c>. In openedx-events since
/// 9.13.0.
/// </remarks>
/// <param name="IdvAttempt">The attempt.</param>
[OpenEdxEvent(
    "org.openedx.learning.idv_attempt.approved.v1",
    Key = "IdvAttempt.AttemptId",
    FeatureFlag = "IdvAttemptApprovedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record IdvAttemptApproved(VerificationAttemptData IdvAttempt);

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

/// <summary>An attempt at verifying a learner's identity (IDV).</summary>
/// <param name="AttemptId">Identifies the attempt.</param>
/// <param name="User">The learner.</param>
/// <param name="Status">The status, as the verifying service names it.</param>
/// <param name="Name">The name that was verified. Personal data.</param>
/// <param name="ExpirationDate">When the verification expires.</param>
public sealed partial record VerificationAttemptData(
    long AttemptId,
    UserData User,
    string Status,
    [PersonalData] string? Name = null,
    DateTimeOffset? ExpirationDate = null);

namespace EventSchemas.OpenEdx.Learning;

/// <summary>A user has logged in.</summary>
/// <remarks>
/// Sent by the LMS at the end of every login. <c>User.Id</c> identifies the user. Personal data: <c>User.Pii</c>. In openedx-events since
/// 0.4.0.
/// </remarks>
/// <param name="User">The user.</param>
[OpenEdxEvent(
    "org.openedx.learning.auth.session.login.completed.v1",
    Key = "User.Id",
    FeatureFlag = "SessionLoginCompletedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record SessionLoginCompleted(UserData User);

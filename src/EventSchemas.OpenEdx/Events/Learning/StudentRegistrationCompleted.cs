namespace EventSchemas.OpenEdx.Learning;

/// <summary>Somebody has registered an account.</summary>
/// <remarks>
/// Sent by the LMS once the account exists; it need not be activated yet. <c>User.Id</c> identifies the user. Personal data:
/// <c>User.Pii</c>. In openedx-events since 0.4.0.
/// </remarks>
/// <param name="User">The new user.</param>
[OpenEdxEvent(
    "org.openedx.learning.student.registration.completed.v1",
    Key = "User.Id",
    FeatureFlag = "StudentRegistrationCompletedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record StudentRegistrationCompleted(UserData User);

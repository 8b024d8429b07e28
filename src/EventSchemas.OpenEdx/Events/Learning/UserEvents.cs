namespace EventSchemas.OpenEdx.Learning;

/// <summary>A user has registered an account.</summary>
/// <remarks>
/// Sent by the LMS once the account exists; it may not be activated yet. <c>User.Id</c> identifies the user. Personal data:
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

/// <summary>A user of Open edX.</summary>
/// <param name="Id">
/// Identifies the user in the LMS. Open edX doesn't count it as personal data; it is what other services should store.
/// </param>
/// <param name="IsActive">Whether the account is activated.</param>
/// <param name="Pii">Tells who the user is. All of it is personal data.</param>
public sealed record UserData(
    long Id,
    bool IsActive,
    UserPersonalData Pii);

/// <summary>Tells who a user is. All of it is personal data: a service that copies it must delete it when the user retires.</summary>
/// <param name="Username">The name that the user logs in with and that others see. Personal data.</param>
/// <param name="Email">The e-mail address. Personal data.</param>
/// <param name="Name">The full name, which may be empty. Personal data.</param>
public sealed partial record UserPersonalData(
    [PersonalData] string Username,
    [PersonalData] string Email,
    [PersonalData, WhenMissing] string Name);

namespace EventSchemas.OpenEdx.Learning;

/// <summary>What says who a user is. Personal data, all of it: whoever copies it must delete it when the user retires.</summary>
/// <param name="Username">The name that the user logs in with and that others see. Personal data.</param>
/// <param name="Email">The e-mail address. Personal data.</param>
/// <param name="Name">The full name, which may be empty. Personal data.</param>
public sealed partial record UserPersonalData(
    [PersonalData] string Username,
    [PersonalData] string Email,
    [PersonalData, WhenMissing] string Name);

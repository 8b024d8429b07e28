namespace EventSchemas.OpenEdx.Learning;

/// <summary>What another learning platform sends along when it opens our content through LTI.</summary>
/// <param name="Roles">The user's roles there, as LTI names them, separated by commas.</param>
/// <param name="ContextId">Identifies the course there.</param>
/// <param name="UserId">Identifies the user there. Personal data, as only that platform knows what it gives away.</param>
/// <param name="ExtraParams">The other parameters of the launch, by name. Personal data: a name and an e-mail address are often among them.</param>
public sealed partial record LtiProviderLaunchParamsData(
    string Roles,
    string ContextId,
    [PersonalData] string UserId,
    [PersonalData, WhenMissing] IReadOnlyDictionary<string, string> ExtraParams);

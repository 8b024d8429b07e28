namespace EventSchemas.Analyzers;

/// <summary>The ids of all rules. Each has a page under <c>docs/rules</c>.</summary>
static class RuleIds
{
    public const string UnrepresentableMember = "EVS1001";
    public const string NotPartialRecord = "EVS1002";
    public const string MalformedEventType = "EVS1003";
    public const string DuplicateEventType = "EVS1004";
    public const string InvalidKey = "EVS1005";
    public const string DuplicateTypeName = "EVS1006";
    public const string DuplicateFieldName = "EVS1007";
    public const string MalformedTopic = "EVS1008";
    public const string InitializerIsNoDefault = "EVS1009";
    public const string PythonCannotDeclare = "EVS1101";
    public const string PythonMisreads = "EVS1102";
    public const string ContractMissing = "EVS2001";
    public const string ContractOutOfDate = "EVS2002";
    public const string ContractUnreadable = "EVS2003";
    public const string ContractOrphaned = "EVS2004";
    public const string ShippedVersionEdited = "EVS2005";
    public const string NeverShipped = "EVS2006";
    public const string ContractDuplicate = "EVS2007";
    public const string SettingInvalid = "EVS2008";
    public const string MemberRemoved = "EVS3001";
    public const string MemberAddedWithoutDefault = "EVS3002";
    public const string MemberRetyped = "EVS3003";
    public const string RecordRenamed = "EVS3004";
    public const string MemberRenamed = "EVS3005";
    public const string MemberWidened = "EVS3006";
    public const string MemberNarrowed = "EVS3007";
    public const string MadeOptional = "EVS3008";
    public const string MadeRequired = "EVS3009";
    public const string BranchAdded = "EVS3010";
    public const string BranchRemoved = "EVS3011";
    public const string SymbolAdded = "EVS3012";
    public const string SymbolRemoved = "EVS3013";
    public const string FixedResized = "EVS3014";
    public const string MemberAmbiguous = "EVS3015";
    public const string MemberLooksRenamed = "EVS3101";
    public const string LogicalTypeChanged = "EVS3102";
    public const string DecimalChanged = "EVS3103";
    public const string DefaultChanged = "EVS3104";
    public const string DefaultRemoved = "EVS3105";
    public const string EnumDefaultChanged = "EVS3106";
    public const string SymbolTurnsIntoDefault = "EVS3107";
    public const string PromotionIsLossy = "EVS3108";
    public const string NamespaceChanged = "EVS3109";
    public const string RootRenamed = "EVS3110";
    public const string TopicChanged = "EVS3111";
    public const string KeyChanged = "EVS3112";
    public const string PersonalDataMarked = "EVS3113";
    public const string JustificationIncomplete = "EVS3201";
    public const string JustificationExpired = "EVS3202";
    public const string JustificationUnused = "EVS3203";
    public const string FeatureFlagMissing = "EVS4001";
}

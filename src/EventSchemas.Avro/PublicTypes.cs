// The compiler's assemblies compile this library's source into themselves, where its types stay internal: the one thing that makes
// them public is this file, which those leave out.
namespace EventSchemas.Avro;

public abstract partial class AvroSchema;

public abstract partial class AvroNamedSchema;

public sealed partial class AvroPrimitiveSchema;

public sealed partial class AvroRecordSchema;

public sealed partial class AvroField;

public sealed partial class AvroEnumSchema;

public sealed partial class AvroFixedSchema;

public sealed partial class AvroArraySchema;

public sealed partial class AvroMapSchema;

public sealed partial class AvroUnionSchema;

public sealed partial class AvroSchemaDocument;

public sealed partial record AvroSchemaWarning;

public sealed partial record AvroLogicalType;

public sealed partial class AvroJson;

public sealed partial class AvroParseOptions;

public sealed partial class AvroSchemaException;

public static partial class AvroCompatibility;

public static partial class AvroPromotion;

public static partial class AvroRules;

public static partial class AvroEdits;

public sealed partial record AvroEdit;

public sealed partial class AvroRule;

public sealed partial record AvroRuleFinding;

public static partial class AvroDifferences;

public sealed partial record AvroDifference;

public static partial class CompatibilityLevels;

public static partial class AvroFingerprint;

public sealed partial record AvroIncompatibility;

public sealed partial record AvroCompatibilityFinding;

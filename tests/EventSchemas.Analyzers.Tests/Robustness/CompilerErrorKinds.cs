namespace EventSchemas.Analyzers.Tests;

/// <summary>Declarations that the compiler refuses, one kind each, with what EventSchemas says of them too.</summary>
static class CompilerErrorKinds
{
    private const string Event = "[OpenEdxEvent(\"org.acme.e.v1\", FeatureFlag = \"F\")] ";

    private const string E = Event + "public sealed partial record ";

    private const string Handles = "IEventHandler<E> { public Task HandleAsync(E value, EventContext context, "
        + "CancellationToken cancellationToken) => Task.CompletedTask; }";

    /// <summary>The kinds: a name, the source, the compiler's errors, and the ids of EventSchemas with what each underlines.</summary>
    public static IReadOnlyList<(string Name, string Source, string Errors, string[] Reported)> All { get; } =
    [
        ("a type that doesn't exist", E + "E(Missing A);", "CS0246", []),
        ("in a list", E + "E(List<Missing> A);", "CS0246", []),
        ("in an array", E + "E(Missing[] A, Missing?[]? B);", "CS0246", []),
        ("as a map's key", E + "E(Dictionary<Missing, int> A);", "CS0246", []),
        ("as a map's value", E + "E(Dictionary<string, Missing?> A);", "CS0246", []),
        ("nullable", E + "E(Missing? A);", "CS0246", []),
        ("in a tuple", E + "E((int, Missing) A);", "CS0246", []),
        ("in a namespace that doesn't exist", E + "E(Nowhere.Missing A, System.Missing B);", "CS0234 CS0246", []),
        ("of a property", E + "E(int A) { public Missing B { get; init; } public required Missing C { get; set; } }", "CS0246", []),
        ("in a nested record", E + "E(A A); public record A(Missing B);", "CS0246", []),
        ("as a type argument of a record", E + "E(Page<Missing> A); public record Page<T>(List<T> Items);", "CS0246", []),
        ("beside a key", "[OpenEdxEvent(\"org.acme.e.v1\", FeatureFlag = \"F\", Key = \"A\")] public sealed partial record E(Missing A);",
            "CS0246", []),
        ("with attributes", E + "E([AvroDecimal(9, 2)] Missing A, [AvroFixed(3)] Missing B, [AvroDefault(3)] Missing C, "
            + "[WhenMissing(3)] Missing D, [AvroName(\"x\"), JustifiedBreak(\"EVS3001\", \"r\")] Missing F, Missing G = null);",
            "CS0246", []),
        ("generic without arguments", E + "E(List A, Page B); public record Page<T>(T Item);", "CS0305", []),
        ("too many type arguments", E + "E(List<int, int> A, Guid<int> B);", "CS0305 CS0308", []),
        ("a type argument against its constraint", E + "E(Page<int> A); public record Page<T>(T Item) where T : class;", "CS0452", []),
        ("Nullable of a class", E + "E(Nullable<string> A);", "CS0453", []),
        ("an inaccessible type", E + "E(Outer.Hidden A); public class Outer { private record Hidden(int X); }", "CS0122", []),
        ("a less accessible type", E + "E(Hidden A); internal record Hidden(int X);", "CS0051", []),
        ("a namespace as a type", "namespace Acme.Sub { public class X; } namespace Acme { " + E + "E(Sub A); }", "CS0118", []),
        ("an alias of a missing type", "using M = Missing; " + E + "E(M A);", "CS0246", []),
        ("an ambiguous type", "using N; using M; " + E + "E(R A); namespace N { public record R(int X); } "
            + "namespace M { public record R(int X); }", "CS0104", []),
        ("a static type", E + "E(Console A);", "CS0721 CS0722", []),
        ("void", E + "E(void A);", "CS1536", []),
        ("a pointer", E + "E(int* A);", "CS0214 CS8908", []),
        ("a missing base", E + "E(string A) : Missing;", "CS0246", []),
        ("a missing base and no members", E + "E : Missing;", "CS0246", []),
        ("a missing base of a nested record", E + "E(A A); public record A(int X) : Missing;", "CS0246", []),
        ("a missing base in the middle", E + "E(A A); public record A(int X) : B(X); public record B(int X) : Missing;", "CS0246", []),
        ("a missing base with a key in it", "[OpenEdxEvent(\"org.acme.e.v1\", FeatureFlag = \"F\", Key = \"Id\")] "
            + "public sealed partial record E(string A) : Missing;", "CS0246", []),
        ("a missing interface", E + "E(string A) : IMissing, IDisposable;", "CS0246 CS0535", []),
        ("a circular base", E + "E(A A); public record A(int X) : B(X); public record B(int X) : A(X);", "CS0146", []),
        ("an event that derives from itself", E + "E(int X) : E(X);", "CS0509 CS1729", []),
        ("a sealed base", E + "E(int X) : B(X); public sealed record B(int X);", "CS0509 CS1729", []),
        ("a class as the base", E + "E(int X) : B; public class B;", "CS0115 CS8864 CS8867", []),
        ("a base constructor that doesn't exist", E + "E(int X) : B(X, X); public record B(int X);", "CS1729", []),
        ("abstract and sealed", Event + "public abstract sealed partial record E(int X);",
            "CS0418", []),
        ("static", Event + "public static partial record E(int X);", "CS0106", []),
        ("a part without partial", E + "E(string A); public sealed record E { public int B { get; init; } }", "CS0260", []),
        ("the attribute's part without partial", Event + "public sealed record E(string A); "
            + "public sealed partial record E { public int B { get; init; } }", "CS0260", []),
        ("two types of one name", Event + "public sealed record E(string A); "
            + "public sealed record E(int B);", "CS0101 CS8863", []),
        ("two nested types of one name", E + "E(A.B X); public class A { public record B(int Y); public record B(int Y); }",
            "CS0102 CS8863", []),
        ("two parameter lists", E + "E(string A); public sealed partial record E(int B);", "CS8863", []),
        ("parts of two kinds", E + "E(string A); public partial class E { public int B { get; init; } }", "CS0261", []),
        ("the attribute twice", "[OpenEdxEvent(\"org.acme.e.v1\", FeatureFlag = \"F\"), OpenEdxEvent(\"org\")] "
            + "public sealed partial record E(string A);", "CS0579", []),
        ("an attribute of a member twice", E + "E([AvroName(\"a\"), AvroName(\"-\")] string A, "
            + "[AvroDefault(1), AvroDefault(\"x\")] int B, [AvroDecimal(99, 1), AvroDecimal(2, 1)] decimal C);", "CS0579", []),
        ("a parameter twice", E + "E(string A, string A);", "CS0100 CS0102", []),
        ("a property twice", E + "E(int X) { public string A { get; init; } = \"\"; public string A { get; init; } = \"\"; }",
            "CS0102", []),
        ("a property of another type than its parameter", E + "E(string A) { public int A { get; init; } }", "CS8866", []),
        ("a member named as its type", E + "E(int E);", "CS0542", []),
        ("an argument that the attribute lacks", E + "E([AvroDecimal(9)] decimal A, [AvroConverter] Uri B, [AvroFixed] byte[] C, "
            + "[AvroName] string D);", "CS7036", []),
        ("an argument of another type", E + "E([AvroDecimal(\"9\", 2)] decimal A, [AvroFixed(\"x\")] byte[] B, [AvroName(1)] string C, "
            + "[AvroAlias(2)] string D);", "CS1503", []),
        ("too many arguments", E + "E([AvroDecimal(9, 2, 1)] decimal A, [AvroFixed(0, 1)] byte[] B);", "CS1729", []),
        ("a named argument that doesn't exist", E + "E([AvroFixed(0, Size = 3)] byte[] B);", "CS0617", []),
        ("arguments with unknown names", E + "E([AvroName(nameof(Missing))] string A, [AvroDefault(Missing)] int B, "
            + "[AvroFixed(Missing)] byte[] C, [AvroAlias(Missing)] string D, [AvroDecimal(Missing, 2)] decimal F);", "CS0103", []),
        ("an argument that isn't constant", E + "E([AvroName(X.N)] string A); public static class X { public static string N => \"-\"; }",
            "CS0182", []),
        ("an attribute that doesn't exist", E + "E([AvroNam(\"-\")] string A);", "CS0246", []),
        ("an attribute where it can't be", E + "E([OpenEdxEvent(\"x\")] string A, [PersonalData] string B); "
            + "[AvroDefault(3)] public record F(int X);", "CS0592", []),
        ("a missing converter", E + "E([AvroConverter(typeof(Missing))] Uri A, [AvroConverter(typeof(List<>.X))] Uri B);",
            "CS0246 CS0426", []),
        ("an unfinished converter", E + "E([AvroConverter(typeof(C))] Uri A); public class C : IAvroConverter<Uri, string>;",
            "CS0535", []),
        ("a converter of a missing type", E + "E([AvroConverter(typeof(C))] Uri A); public class C : IAvroConverter<Uri, Missing> { "
            + "public static Missing ToWire(Uri value) => null; public static Uri FromWire(Missing wire) => null; }", "CS0246", []),
        ("a converter with a missing base", E + "E([AvroConverter(typeof(C))] Uri A); public class C : Missing;", "CS0246", []),
        ("a missing type in a union", E + "E(P A); [AvroUnion(typeof(Missing), typeof(Q))] public abstract record P; "
            + "public record Q(int X) : P;", "CS0246", []),
        ("a branch with a missing base", E + "E(P A); [AvroUnion(typeof(Q))] public abstract record P; "
            + "public record Q(int X) : Missing;", "CS0246", []),
        ("a union of nothing sensible", E + "E(P A); [AvroUnion(Missing)] public abstract record P;", "CS0103", []),
        ("an enum with an error", E + "E(C A); public enum C { P = Missing }", "CS0103", []),
        ("an enum with a member twice", E + "E(C A); public enum C { P, P }", "CS0102", []),
        ("an enum of another type", E + "E(C A); public enum C : Missing { P }", "CS0246 CS1008", []),
        ("an enum that overflows", E + "E(C A); public enum C : byte { P = 300 }", "CS0031", []),
        ("an enum with an attribute twice", E + "E(C A); public enum C { [AvroName(\"-\"), AvroName(\"-\")] P }", "CS0579", ["EVS1001 A"]),
        ("an event type that isn't constant", "[OpenEdxEvent(Missing, FeatureFlag = \"F\")] public sealed partial record E(string A);",
            "CS0103", []),
        ("an event type that is missing", "[OpenEdxEvent] public sealed partial record E(string A);", "CS7036", []),
        ("an event type that is a number", "[OpenEdxEvent(3)] public sealed partial record E(string A);", "CS1503", []),
        ("arguments of the event that aren't constant", "[OpenEdxEvent(\"org.acme.e.v1\", FeatureFlag = Missing, Topic = Missing, "
            + "Key = nameof(Missing), FlagRemoveBy = Missing, Owner = 3, Role = EventRole.Missing, Compatibility = 3)] "
            + "public sealed partial record E(string A);", "CS0029 CS0103 CS0117 CS0266", []),
        ("an argument of the event twice", "[OpenEdxEvent(\"org.acme.e.v1\", FeatureFlag = \"F\", Topic = \"a b\", Topic = \"c d\")] "
            + "public sealed partial record E(string A);", "CS0643", []),
        ("an argument that the event lacks", "[OpenEdxEvent(\"org.acme.e.v1\", FeatureFlg = \"F\")] "
            + "public sealed partial record E(int A);", "CS0246", []),
        ("a key that only a missing base has", "[OpenEdxEvent(\"org.acme.e.v1\", FeatureFlag = \"F\", Key = nameof(A.Id))] "
            + "public sealed partial record E(A A); public record A(int X);", "CS1061", []),
        ("the attribute on another declaration", "[OpenEdxEvent(\"org.acme.e.v1\")] public enum E { P } [OpenEdxEvent(\"org.acme.f.v1\")] "
            + "public delegate void D();", "CS0592", []),
        ("the attribute on a struct", Event + "public partial record struct E(int X); "
            + "[OpenEdxEvent(\"org.acme.f.v1\", FeatureFlag = \"F\")] public partial interface I;", "CS0592", ["EVS1002 E", "EVS1002 I"]),
        ("an attribute without a type", "[OpenEdxEvent(\"org.acme.e.v1\")]", "CS0116", []),
        ("a default that isn't constant", E + "E(int A = Missing, string B = Get());", "CS0103", []),
        ("a default of another type", E + "E(int A = \"x\", string B = 3, int C = null, Guid D = null);", "CS1750", []),
        ("a default before a parameter without one", E + "E(string A = null, int B);", "CS1737", ["EVS1011 null"]),
        ("a required member of a missing type", E + "E(A A); public record A { public required Missing X; }", "CS0246", []),
        ("a field of a missing type", E + "E(int A) { public Missing B; internal Missing C { get; set; } "
            + "[AvroName(\"x\")] public Missing D => null; public Missing F { get; private set; } }", "CS0246", []),
        ("a constructor of missing types", E + "E(A A); public record A { public string X { get; } public A(Missing x) { } }",
            "CS0246", []),
        ("personal data beside an error", Event + "public sealed record E : Missing "
            + "{ [PersonalData] public string A { get; init; } = \"\"; }", "CS0246", ["EVS1002 E"]),
        ("a handler of a missing type", E + "E(int X); public class H : IEventHandler<Missing>;", "CS0246 CS0535", []),
        ("an unfinished handler", E + "E(int X); public class H : IEventHandler<E>;", "CS0535", []),
        ("two handlers of one name", E + "E(int X); public class H : " + Handles + " public class H : " + Handles, "CS0101 CS0111", []),
        ("a handler without a type", E + "E(int X); public class H : IEventHandler, IEventHandler<>;", "CS0305 CS0535 CS7003", []),
        ("a handler of two types", E + "E(int X); public class H : IEventHandler<E, E>;", "CS0305", []),
        ("a justification with errors", E + "E([JustifiedBreak] int X, [JustifiedBreak(\"EVS3001\")] int Y, "
            + "[JustifiedBreak(Missing, \"r\")] int Z, [JustifiedBreak(\"EVS3001\", \"r\", Expires = Missing)] int W);",
            "CS0103 CS7036", []),
        ("a missing type parameter's place", E + "E(Page<> A); public record Page<T>(T Item);", "CS7003", []),
        ("no type", E + "E(A);", "CS0246 CS1001", []),
        ("no name", E + "E(string);", "CS1001", []),
        ("half a parameter list", E + "E(string A, ", "CS1001 CS1026 CS1031 CS1513 CS1514", []),
        ("half a type", E + "E(List<", "CS1001 CS1003 CS1026 CS1031 CS1513 CS1514", []),
        ("half a type and a member", E + "E(List<A);", "CS0246 CS1001 CS1003", []),
        ("half an attribute", E + "E([AvroDecimal(9, ] decimal A);", "CS1026 CS1525", []),
        ("half an attribute list", E + "E([AvroDecimal(9 decimal A);", "CS0103 CS1001 CS1003 CS1026 CS1031 CS1525 CS1729", []),
        ("half a property", E + "E(int A) { public decimal }", "CS1519", []),
        ("half an accessor list", E + "E(int A) { public decimal B { get; }", "CS1513", []),
        ("half a property's type", E + "E(int A) { public Li B { get; init; } }", "CS0246", []),
        ("no name of the record", Event + "public sealed partial record", "CS1001 CS1513 CS1514", []),
        ("half an event's attribute", "[OpenEdxEvent(\"org.acme.e.v1\", Fea public sealed partial record E(string A);",
            "CS0103 CS1003 CS1026 CS1729", []),
        ("half an event's type", "[OpenEdxEvent(\"org.acme public sealed partial record E(string A);", "CS1003 CS1010 CS1026", []),
        ("an event's attribute without a value", "[OpenEdxEvent()] public sealed partial record E(string A);", "CS7036", []),
        ("half a base list", E + "E(int A) : ", "CS1031 CS1513 CS1514", []),
        ("no keyword", Event + "public sealed partial E(string A);", "CS0116 CS0119 CS0246 CS1001 CS1002 CS1003 CS1026 CS1525 CS8805", []),
    ];
}

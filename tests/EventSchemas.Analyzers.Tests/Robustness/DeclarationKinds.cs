namespace EventSchemas.Analyzers.Tests;

/// <summary>Declarations that the language allows, one kind each, with what EventSchemas says of them.</summary>
static class DeclarationKinds
{
    private const string E = "[OpenEdxEvent(\"org.acme.e.v1\", FeatureFlag = \"F\")] public sealed partial record ";

    private const string Handles = "IEventHandler<E> { public Task HandleAsync(E value, EventContext context, "
        + "CancellationToken cancellationToken) => Task.CompletedTask; }";

    // An event with a member of each kind, and its handler.
    private const string Everything = E + "E(string A, int? B, List<L> C, Dictionary<string, L> D, Kind F, [AvroDecimal(9, 2)] decimal G, "
        + "DateTimeOffset H, Guid I, Pay J, [PersonalData] string K, byte[]? M, L[] N, TimeSpan? O, Kind P = Kind.Y); "
        + "public sealed record L(string X, L? Next); public enum Kind { X, Y } [AvroUnion(typeof(Card), typeof(Cash))] "
        + "public abstract record Pay; public sealed record Card(string N) : Pay; public sealed record Cash(int N) : Pay; "
        + "public sealed class H : " + Handles;

    private static readonly string[] ContextualNames = ["dynamic", "nint", "nuint", "record", "field", "value", "_", "global", "when"];

    /// <summary>The kinds: a name, the source, and the ids with what each underlines.</summary>
    public static IReadOnlyList<(string Name, string Source, string[] Reported)> All { get; } =
    [
        ("namespaces named as stubs", "namespace Acme.IEProducer { public class X; } "
            + "namespace Acme.EConsumerGroupExtensions { public class X; } "
            + "namespace Acme.EProducer { public class X; } namespace Acme.EDescriptor { public class X; } namespace Acme { " + E
            + "E(string A); }", ["EVS1013 E"]),
        ("types named as stubs of other kinds", "namespace Acme { " + E + "E(string A); public delegate void EProducer(); "
            + "public enum EDescriptor { X } public struct EConsumerGroupExtensions; public interface IEProducer<T>; }", []),
        ("a member named as the method that prints", E + "E([PersonalData] string A, int PrintMembers);", ["EVS1010 E"]),
        ("a type named as the method that prints", E + "E([PersonalData] string A) { public enum PrintMembers { X } }", ["EVS1010 E"]),
        ("an event in the namespace of generated code", "namespace EventSchemas.Generated { " + Everything + " }", []),
        ("types in the namespace of generated code", "namespace EventSchemas.Generated { public class System; public class EventSchemas; "
            + "public class AvroWriter; public class Array; } namespace Acme { " + Everything + " }", []),
        ("types named as codecs", "namespace EventSchemas.Generated { public class Acme_ECodec; public static partial class Acme_LCodec; } "
            + "namespace EventSchemas.Generated.Acme_KindCodec { public class X; } namespace Acme { " + Everything + " }",
            ["EVS1015 Acme_ECodec", "EVS1015 Acme_LCodec", "EVS1015 X"]),
        ("types in the place of the runtime's", "namespace EventSchemas { public class AvroItems; public class IEventPublisher; } "
            + "namespace Acme { " + Everything + " }", ["EVS1015 AvroItems", "EVS1015 IEventPublisher"]),
        ("an event in the namespace of the runtime", "namespace EventSchemas { " + Everything + " }", []),
        ("types named as those of the runtime", "namespace Acme { " + E + "E(AvroWriter A, AvroReader B, PublishOptions C, AvroItems D); "
            + string.Concat("AvroWriter AvroReader PublishOptions AvroItems EventDescriptor IEventContract".Split(' ')
                .Select(name => $"public sealed record {name}(int X); ")) + "}", []),
        ("a namespace EventSchemas beside the event", "namespace Acme.EventSchemas { public class X; } namespace Acme { " + Everything
            + " }", []),
        ("a namespace System around the event", "namespace Acme.System { " + Everything + " }", []),
        ("a namespace within System", "namespace System.Acme { " + Everything + " }", []),
        ("a class EventSchemas around the event", "namespace Acme { public static partial class EventSchemas { "
            + "[global::EventSchemas.OpenEdxEvent(\"org.acme.e.v1\", FeatureFlag = \"F\")] public sealed partial record E(string A, "
            + "L? B); public sealed record L(int X); } }", []),
        ("namespaces named as contextual keywords", "namespace @record.@field.@value.@dynamic.@nint._ { " + Everything + " }", []),
        ("namespaces named as locals of generated code", "namespace value { public class X; } namespace writer { public class X; } "
            + "namespace reader { public class X; } namespace Acme { " + Everything + " }", []),
        ("global types named as contextual keywords", Everything + string.Concat(ContextualNames.Select(name =>
            $" public sealed record @{name}(int X);")) + " [OpenEdxEvent(\"org.acme.f.v1\", FeatureFlag = \"F\")] public sealed partial "
            + $"record G({string.Join(", ", ContextualNames.Select(name => $"List<global::@{name}?> M{name}"))});", []),
        ("events named as contextual keywords", string.Concat(ContextualNames.Where(name => name != "value").Select(name =>
            $"[OpenEdxEvent(\"org.acme.{name.Replace('_', 'u')}.v1\", FeatureFlag = \"F\")] "
            + $"public sealed partial record @{name}(int X); ")), []),
        ("members named as what generated code uses", E + "E(string EventSchemas, string System, string value, string writer, "
            + "string reader, string plan, string node, string field, string record, string @var, string nint, string dynamic, string _x, "
            + "string global, string item, string list, string Descriptor, string length, string at, string span, string cases);", []),
        ("members named as those of the contract", E + "E(string A) { public static string Descriptor => \"\"; public static void Write() "
            + "{ } public static void Read() { } public static void WriteKey() { } public static void CreateProducer() { } }", []),
        ("records that lead back to each other", E + "E(A A, C C); [OpenEdxEvent(\"org.acme.f.v1\", FeatureFlag = \"F\")] public sealed "
            + "partial record F(C C, A A); public sealed record A(B? B, C? C); public sealed record B(A? A); public sealed record C(B? B);",
            []),
        ("nullable arguments in pairs, lists and each other", E + "E(Pair<string, string?> A, Pair<string?, string> B, List<Page<string?>> "
            + "C, Page<Page<string>> D, Page<Page<string?>?> F); public sealed record Pair<X, Y>(X Left, Y Right); "
            + "public sealed record Page<T>(List<T> Items);", []),
        ("an event within an event", E + "E(Inner I, List<E>? Before); [OpenEdxEvent(\"org.acme.i.v1\", FeatureFlag = \"F\")] "
            + "public sealed partial record Inner(string X);", []),
        ("names that differ in case", E + "E(Url A, URL B); public sealed record Url(string X); public sealed record URL(string X);", []),
        ("dots and underscores", "namespace A.B { " + E + "E(C X, A_B.C Y); public sealed record C(string X); } "
            + "namespace A_B { [AvroName(\"D\")] public sealed record C(string X); }", []),
        ("combining accents", E + "E(Ae\u0301 A, A\u00e9 B); [AvroName(\"X\")] public sealed record Ae\u0301(string X); "
            + "[AvroName(\"Y\")] public sealed record A\u00e9(string X);", []),
        ("a generic base that grows", E + "E(C<int> A); public record B<T>(T V); "
            + "public record C<T>(int N) : B<C<C<T>>?>(default(C<C<T>>));", ["EVS1001 V"]),
        ("two parts of an event with the attribute", E + "E(string A); [OpenEdxEvent(\"org.acme.f.v1\", FeatureFlag = \"F\")] "
            + "public sealed partial record E { public int B { get; init; } }", []),
        ("an event named as a codec", "namespace Acme; [OpenEdxEvent(\"org.acme.o.v1\", FeatureFlag = \"F\")] "
            + "public sealed partial record Acme_OrderCodec(Order O); public sealed record Order(string X);", []),
        ("half a pair as a default", E + "E(string A = \"\\ud83d\", string B = \"\ud83d\ude00\", string C = \"\\udc00\\ud83d\");",
            ["EVS1011 \"\\ud83d\"", "EVS1011 \"\\udc00\\ud83d\""]),
        ("half a pair in attributes", "[OpenEdxEvent(\"org.acme.e.v1\", FeatureFlag = \"\\ud83d\", Owner = \"\\udc00\", "
            + "Topic = \"\\ud83d\")] public sealed partial record E([AvroAlias(\"\\ud83d\")] string A, [AvroDefault(\"\\ud83d\")] "
            + "string B, [AvroName(\"\\ud83d\")] string C); [HandlerName(\"\\ud83d\")] public sealed class H : " + Handles,
            ["EVS1001 A", "EVS1001 C", "EVS1008 \"\\ud83d\"", "EVS1011 \"\\ud83d\""]),
        ("a type var in the global namespace", E + "E(@var A, List<@var> B, string[] C, "
            + "Dictionary<string, @var> D, ImmutableArray<int> F, string? G, ReadOnlyMemory<byte> H, Guid? I, U J, "
            + "IReadOnlyList<string> K, DateTime? L, Money M, [AvroDefault(\"1.5\"), AvroDecimal(9, 2)] "
            + "decimal N); public sealed record @var(E? Next); "
            + "[AvroUnion(typeof(U1))] public abstract record U; public sealed record U1(int A) : U; "
            + "[AvroConverter(typeof(MoneyText))] public readonly record struct Money(long Cents); public sealed class MoneyText : "
            + "IAvroConverter<Money, string> { public static string ToWire(Money v) => v.Cents.ToString(); "
            + "public static Money FromWire(string v) => new(long.Parse(v)); }", []),
        ("types named as contextual keywords", "namespace Acme; " + E
            + "E(@file A, @required B, @partial C, @scoped D, @extension F, @var G, @record H, "
            + "@field I, @allows J, @dynamic K, @nint L, @notnull M, @managed N, @async O, @await P, @when Q, @yield R, @unmanaged S); "
            + string.Concat("file required partial scoped extension var record field allows dynamic nint notnull managed async await when "
                .Split(' ', StringSplitOptions.RemoveEmptyEntries).Concat(["yield", "unmanaged"])
                .Select(name => $"public sealed record @{name}(string X); ")), []),
        ("lower-case names", "[OpenEdxEvent(\"org.acme.o.v1\", FeatureFlag = \"F\")] public sealed partial record order(line line, "
            + "[PersonalData] string mail); public sealed record line(string x); public enum color { red }", []),
        ("types named as a root namespace", "namespace Shop { " + E + "E(Shop A, System B, EventSchemas C); "
            + "public sealed record Shop(string X); public sealed record System(int Y); public sealed record EventSchemas(int Z); }", []),
        ("own System, Task and String", "namespace Acme.System { public static class Threading; } namespace Acme { " + E
            + "E(Task A, String B, Object C, Guid D); public sealed record Task(string X); public sealed record String(string X); "
            + "public sealed record Object(string X); public sealed record Guid(string X); }", []),
        ("required beside a constructor", E + "E(A A, B B, C C); public sealed record A { public required string X { get; init; } "
            + "public A() { } public A(string x) { X = x; } } public sealed record B(string Y) { public required int X { get; init; } } "
            + "public sealed record C { public required string X { get; init; } [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] "
            + "public C(string x) { X = x; } }", []),
        ("a required field", E + "E(A A); public sealed record A { public required string X; }", ["EVS1001 A"]),
        ("other nullability in the constructor", E + "E(A A, B B, C<string> D, C<string?> F); public sealed record A { public string? X "
            + "{ get; } public A(string x) { X = x; } } public sealed record B { public List<string?> X { get; } "
            + "public B(List<string> x) { X = x!; } } public sealed record C<T> { public T? X { get; } public C(T x) { X = x; } }", []),
        ("flow attributes", "using System.Diagnostics.CodeAnalysis; " + E + "E(A A, B B, C C); public sealed record A { [DisallowNull] "
            + "public string? X { get; set; } } public sealed record B([DisallowNull] string? X); public sealed record C { [MaybeNull] "
            + "public string X { get; init; } = \"\"; [AllowNull] public string Y { get; set; } }", []),
        ("a private get accessor", E + "E(A A); public sealed record A { public string X { private get; init; } = \"\"; }", ["EVS1001 A"]),
        ("a longest constructor that is obsolete", E + "E(A A, B B); public sealed record A { public string X { get; init; } = \"\"; "
            + "[Obsolete(\"no\", true)] public A(string x) { X = x; } public A() { } } public sealed record B { public string X { get; } "
            + "[Obsolete(\"no\", true)] public B(string x) { X = x; } }", []),
        ("obsolete as an error", E + "E([property: Obsolete(\"x\", true)] string A, B B, C C) { [Obsolete(\"x\", true)] "
            + "public string? D { get; init; } } public sealed record B(string Y) { [Obsolete(\"x\", true)] public string? X { get; "
            + "init; } } public enum C { P, [Obsolete(\"x\", true)] Q }", []),
        ("an obsolete key", "[OpenEdxEvent(\"org.acme.e.v1\", FeatureFlag = \"F\", Key = \"A.X\")] public sealed partial record E(A A); "
            + "public sealed record A { [Obsolete(\"x\", true)] public string X { get; init; } = \"\"; }", []),
        ("an obsolete event with a handler", "[Obsolete(\"x\", true)] " + E + "E([PersonalData] string A); [Obsolete] "
            + "public sealed class H : " + Handles, []),
        ("obsolete with an id, and experimental", "using System.Diagnostics.CodeAnalysis; [Experimental(\"ACME1\")] " + E
            + "E([property: Experimental(\"ACME2\")] string A, B B, C C); public sealed record B(string Y) { "
            + "[Obsolete(\"x\", DiagnosticId = \"ACME3\")] public string? X { get; init; } [Experimental(\"ACME4\")] public string? Z "
            + "{ get; init; } } public enum C { P, [Experimental(\"ACME5\")] Q, [Obsolete(\"x\", DiagnosticId = \"ACME6\")] R }", []),
        ("a record struct on the key path", "[OpenEdxEvent(\"org.acme.e.v1\", FeatureFlag = \"F\", Key = \"A.B.C\")] "
            + "public sealed partial record E(A A); public readonly record struct A(B B); public sealed record B(string C);", []),
        ("a file-local handler beside another", E + "E(string A); file sealed class Hidden : " + Handles + " public sealed class Shown : "
            + Handles, []),
        ("a file-local event", "[OpenEdxEvent(\"org.acme.e.v1\", FeatureFlag = \"F\")] file sealed partial record E(string A);",
            ["EVS1002 E"]),
        ("an event in a generic type", "public partial class Outer<T> { " + E + "E(string A); }", ["EVS1002 E"]),
        ("a private event", "public partial class Outer { [OpenEdxEvent(\"org.acme.e.v1\", FeatureFlag = \"F\")] "
            + "private sealed partial record E(string A); }", ["EVS1002 E"]),
        ("a protected event", "public partial class Outer { [OpenEdxEvent(\"org.acme.e.v1\", FeatureFlag = \"F\")] "
            + "protected sealed partial record E(string A); }", ["EVS1002 E"]),
        ("a static class", "[OpenEdxEvent(\"org.acme.e.v1\", FeatureFlag = \"F\")] public static partial class E;", ["EVS1002 E"]),
        ("a type named as the producer's class", E + "E(string A); public sealed class EProducer(IEProducer inner) { "
            + "public object Inner => inner; }", []),
        ("a type named as the producer's interface", E + "E(string A); public interface IEProducer;", ["EVS1013 E"]),
        ("types named as other stubs", E + "E(string A); public static class EConsumerGroupExtensions; public class EDescriptor;", []),
        ("an event named as another's producer", E + "E(string A); [OpenEdxEvent(\"org.acme.p.v1\", FeatureFlag = \"F\")] "
            + "public sealed partial record EProducer(E E);", []),
        ("events whose stubs would share a name", "public partial class A { public partial class B { " + E + "C(string X); } "
            + "[OpenEdxEvent(\"org.acme.f.v1\", FeatureFlag = \"F\")] public sealed partial record BC(string X); } "
            + "[OpenEdxEvent(\"org.acme.g.v1\", FeatureFlag = \"F\")] public sealed partial record A_BC(string X);", []),
        ("an own class of discovered handlers", "namespace EventSchemas { public static class DiscoveredHandlers; } namespace Acme { " + E
            + "E(string A); public sealed class H : " + Handles + " }", []),
        ("members that stay behind", E + "E(string A) { public string B { get; private set; } = \"\"; public string C { get; "
            + "protected internal init; } = \"\"; internal string D { get; init; } = \"\"; public string F = \"\"; [AvroName(\"g\")] "
            + "public string G => A; public string H => A; [PersonalData] private string I { get; set; } = \"\"; }",
            ["EVS1014 B", "EVS1014 D", "EVS1014 F", "EVS1014 G", "EVS1014 I"]),
        ("an event without members", E + "E;", ["EVS1012 E"]),
        ("a member that is set from its own parameter", E + "E(string A, int B = 3) { public string A { get; init; } = A.Trim(); "
            + "public int B { get; init; } = B; }", []),
        ("a handler that is a record", E + "E(string A); public sealed record H : " + Handles, []),
        ("a handler that is a record struct", E + "E(string A); public record struct H : " + Handles, []),
        ("open types in attributes", E + "E(U A, [AvroConverter(typeof(C<>))] int B, D F, I J); "
            + "[AvroConverter(typeof(int[]))] public record I(int X); [AvroUnion(typeof(G<>))] "
            + "public abstract record U; public record G<T>(T V) : U; public class C<T>; [AvroConverter(typeof(O<>.N))] "
            + "public record D(int X); public class O<T> { public class N; }", ["EVS1001 A", "EVS1001 B", "EVS1001 F", "EVS1001 J"]),
        ("a parameter by reference", E + "E(in string A, B C); public record B(in int X, string Y);", []),
        ("obsolete accessors", E + "E([PersonalData] string A, B C) { public string D { [Obsolete(\"x\", true)] get; init; } = \"\"; "
            + "public string F { get; [Obsolete(\"x\", true)] init; } = \"\"; } public sealed record B { public int X { "
            + "[Obsolete(\"x\", true)] get; init; } public int Y { get; [Obsolete(\"x\", true)] set; } }",
            []),
        ("members without a text", "using System.Runtime.CompilerServices; " + E + "E([PersonalData] string A) { public unsafe int* B "
            + "=> null; public unsafe delegate*<void> C => null; public ReadOnlySpan<char> D => A; public R F => default; "
            + "public ref struct R; }", []),
        ("aliases of types that no type can have had", "[AvroAlias(\"\")] " + E + "E(string A); "
            + "[OpenEdxEvent(\"org.acme.f.v1\", FeatureFlag = \"F\")] public sealed partial record F(R X, K Y, S Z); "
            + "[AvroAlias(\"x y\")] public record R(int X); [AvroAlias(\"a..b\")] public enum K { P } "
            + "[AvroAlias(\"org.acme.Old\"), AvroAlias(\"Old\")] public record S(int X);",
            ["EVS1001 E", "EVS1001 X", "EVS1001 Y"]),
        ("a union that is not abstract", E + "E(P A); [AvroUnion(typeof(F))] public record P(int Y); public record F(int Z) : P(Z);",
            ["EVS1001 A"]),
        ("attributes that differ on a property and its parameter", E + "E([property: AvroName(\"a\")] [param: AvroName(\"b\")] string A, "
            + "[property: AvroDefault(1)] [param: AvroDefault(2)] int B, [property: AvroDecimal(9, 2)] [param: AvroDecimal(9, 3)] "
            + "decimal C, [property: AvroName(\"d\")] [param: AvroName(\"d\")] int D);",
            ["EVS1001 A", "EVS1001 B", "EVS1001 C"]),
        ("wrong forms of texts", E + "E(T1 A, List<T1?> B, T2 C, [AvroDefault(\"x\")] T1 D, T3 F, T4 G); "
            + TextType("T1", "[TextForm(\"[A-Z\", Example = \"x\")]") + TextType("T2", "[TextForm(\"[A-Z]{3}\", Example = \"eur\")]")
            + TextType("T3", "[TextForm(\"[A-Z]{3}\", Example = \"EUR\")]") + TextType("T4", "[TextForm(\"[A-Z]{3}\")]"),
            ["EVS1001 \"[A-Z\"", "EVS1001 \"[A-Z]{3}\""]),
        ("one generic record with two arguments", E + "E(Page<int> A, Page<string> B, Outer<int>.Inner C, Outer<string>.Inner D, "
            + "Outer<int>.Kind F, Outer<string>.Kind G); [AvroName(\"Z\")] public record Page<T>(T V); "
            + "public class Outer<T> { public record Inner(T V); public enum Kind { X } }",
            ["EVS1006 B", "EVS1006 D", "EVS1006 G"]),
        ("lists within lists", E + "E(" + Nested("List<", 80) + " A); [OpenEdxEvent(\"org.acme.f.v1\", FeatureFlag = \"F\")] "
            + "public sealed partial record F(string X);", ["EVS1001 A"]),
        ("a generic record that grows", E + "E(P<int> A); public sealed record P<T>(T X, P<List<T>>? Next);", ["EVS1001 Next"]),
        ("a chain of records", E + "E(R0 A); " + Chain(100, ""), ["EVS1001 Next"]),
        ("a ring of records", E + "E(R0 A); " + Chain(100, ", R0? Back"), ["EVS1001 Next"]),
    ];

    private static string TextType(string name, string form) =>
        $"{form} public readonly struct {name} : ISpanParsable<{name}>, ISpanFormattable {{ "
        + $"public static {name} Parse(string s, IFormatProvider? p) => default; "
        + $"public static {name} Parse(ReadOnlySpan<char> s, IFormatProvider? p) => default; "
        + $"public static bool TryParse(string? s, IFormatProvider? p, out {name} r) {{ r = default; return true; }} "
        + $"public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? p, out {name} r) {{ r = default; return true; }} "
        + "public string ToString(string? f, IFormatProvider? p) => \"\"; "
        + "public bool TryFormat(Span<char> d, out int w, ReadOnlySpan<char> f, IFormatProvider? p) { w = 0; return true; } } ";

    private static string Nested(string list, int depth) =>
        string.Concat(Enumerable.Repeat(list, depth)) + "int" + new string('>', depth);

    private static string Chain(int length, string last) => string.Concat(Enumerable.Range(0, length)
        .Select(i => (Name: $"R{i}", Next: i + 1 < length ? $", R{i + 1} Next" : last))
        .Select(record => $"public sealed record {record.Name}(int A{record.Next});\n"));
}

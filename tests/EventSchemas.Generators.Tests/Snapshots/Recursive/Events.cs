namespace Acme;

[OpenEdxEvent("org.acme.tree.grown.v1")]
public sealed partial record TreeGrown(Node Root);

public sealed record Node(string Label, Node? Left, IReadOnlyList<Branch> Branches);

public sealed record Branch(int Weight, Node Node);

public static class Sample
{
    public static IEnumerable<object> Values =>
        [new TreeGrown(new Node("r", new Node("l", null, []), [new Branch(1, new Node("b", null, []))]))];
}

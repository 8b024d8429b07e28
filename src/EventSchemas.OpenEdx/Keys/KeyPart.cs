namespace EventSchemas.OpenEdx;

/// <summary>What a piece of a key's text says.</summary>
enum KeyPart
{
    Org,
    Course,
    Run,
    Library,
    Branch,
    Version,
    Ccx,
    BlockType,
    BlockId,
    Collection,
    ContainerType,
    Container,
}

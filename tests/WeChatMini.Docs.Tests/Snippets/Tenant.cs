namespace Snippets;

/// <summary>What a reader's application has: the settings of one mini-program.</summary>
internal sealed class Tenant
{
    public required string AppId { get; init; }

    public required string AppSecret { get; init; }
}

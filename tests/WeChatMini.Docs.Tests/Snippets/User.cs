namespace Snippets;

/// <summary>What a reader's application has: users of its own.</summary>
internal sealed record User(string Id, string Role, bool IsClosed);

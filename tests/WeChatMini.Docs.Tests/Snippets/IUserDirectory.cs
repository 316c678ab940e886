namespace Snippets;

/// <summary>What a reader's application has: a place where its users are.</summary>
internal interface IUserDirectory
{
    ValueTask<User> FindOrAddAsync(string openId, string? unionId, CancellationToken cancellationToken);
}

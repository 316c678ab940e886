namespace WeChatMini.Sdk.AccessTokens;

/// <summary>A token with its true end, counted from before the request that brought it.</summary>
internal sealed class FetchedToken(string value, DateTimeOffset endsAt, string parameter = AccessToken.DefaultParameter)
{
    public string Value { get; } = value;

    /// <summary>When WeChat ends it.</summary>
    public DateTimeOffset EndsAt { get; } = endsAt;

    public string Parameter { get; } = parameter;

    /// <summary>Whether another instance fetched it, so that <see cref="EndsAt"/> is by that one's clock.</summary>
    public bool IsShared { get; init; }
}

using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.CloudRun;

/// <summary>Tokens that the platform hands to the container: nothing to fetch, nothing to share.</summary>
internal sealed class CloudRunTokenProvider(CloudRunOptions options, TimeProvider clock) : IAccessTokenProvider
{
    private const string Parameter = "cloudbase_access_token";

    /// <summary>The platform's tokens live 30 minutes and are renewed every 10.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(29);

    /// <summary>How long a file is believed before it is read again.</summary>
    private static readonly TimeSpan FileInterval = TimeSpan.FromSeconds(30);

    private volatile Seen? _seen;

    /// <summary>Takes the token of a request that came in.</summary>
    public void Observe(IReadOnlyDictionary<string, string> headers)
    {
        if (options.Tokens == CloudRunTokens.Header && headers.TryGetValue("X-WX-CLOUDBASE-ACCESS-TOKEN", out var token) && token.Length is > 0 and <= 4096 && _seen?.Token.Value != token)
        {
            var now = clock.GetUtcNow();
            _seen = new Seen(new AccessToken(token, now + Life, Parameter), now);
        }
    }

    public async ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default)
    {
        if (options.Tokens == CloudRunTokens.None)
        {
            return AccessToken.None;
        }

        var now = clock.GetUtcNow();
        if (options.Tokens == CloudRunTokens.File && (_seen is not { } seen || now - seen.At >= FileInterval))
        {
            _seen = await ReadFileAsync(now, cancellationToken).ConfigureAwait(false);
        }

        return _seen is { } current && now < current.Token.ExpiresAt ? current.Token : throw Missing();
    }

    /// <summary>The next request or the next reading of the file brings what the platform thinks is right.</summary>
    public void Invalidate(string rejectedToken)
    {
        if (_seen is { } seen && seen.Token.Value == rejectedToken)
        {
            _seen = null;
        }
    }

    public Task<AccessToken> ForceRefreshAsync(CancellationToken cancellationToken = default) =>
        throw new WeChatException(WeChatErrorKind.Misconfigured, "CloudRun renews its tokens itself; they cannot be refreshed from the container.");

    private async Task<Seen> ReadFileAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var text = (await File.ReadAllTextAsync(options.TokenFile, cancellationToken).ConfigureAwait(false)).Trim();
            var writtenAt = new DateTimeOffset(File.GetLastWriteTimeUtc(options.TokenFile), TimeSpan.Zero);
            return text.Length is > 0 and <= 4096 ? new Seen(new AccessToken(text, writtenAt + Life, Parameter), now) : throw Missing();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Missing();
        }
    }

    private WeChatException Missing() => new(WeChatErrorKind.Misconfigured, options.Tokens == CloudRunTokens.File
        ? $"CloudRun's token file {options.TokenFile} is missing, empty or older than half an hour. Turn cloud calls on in the console, or use another CloudRunTokens value."
        : "No request with the header X-WX-CLOUDBASE-ACCESS-TOKEN came in within the last half hour. Turn cloud calls on in the console, or use another CloudRunTokens value.");

    private sealed class Seen(AccessToken token, DateTimeOffset at)
    {
        public AccessToken Token { get; } = token;

        public DateTimeOffset At { get; } = at;
    }
}

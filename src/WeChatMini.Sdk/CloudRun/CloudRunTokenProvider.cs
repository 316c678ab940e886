using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.CloudRun;

/// <summary>Tokens that the platform hands to the container: nothing to fetch, nothing to share.</summary>
internal sealed class CloudRunTokenProvider(CloudRunOptions options, TimeProvider clock) : IAccessTokenProvider
{
    private const string Parameter = "cloudbase_access_token";
    private const int MaxLength = 4096;

    /// <summary>A token in a file lives 30 minutes from when it was written.</summary>
    private static readonly TimeSpan FileLife = TimeSpan.FromMinutes(29);

    /// <summary>One that comes with a request may be 10 minutes old, when the next one replaces it.</summary>
    private static readonly TimeSpan HeaderLife = TimeSpan.FromMinutes(19);

    /// <summary>How long what was seen is believed before it is looked at again.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private volatile Seen? _seen;
    private volatile bool _isRejected;

    /// <summary>Takes the token of a request that came through WeChat to this mini-program: anybody's could make the app act for somebody else.</summary>
    public void Observe(string appId, Func<string, string?> header)
    {
        if (options.Tokens != CloudRunTokens.Header
            || header("X-WX-CLOUDBASE-ACCESS-TOKEN") is not { } token || !IsToken(token)
            || !CloudRunHeaders.IsPlain(header("X-WX-SOURCE"))
            || (header("X-WX-APPID") is { Length: > 0 } requestAppId && requestAppId != appId))
        {
            return;
        }

        var now = clock.GetUtcNow();
        if (_seen is not { } seen || seen.Token.Value != token || now - seen.At >= Interval)
        {
            _seen = new Seen(new AccessToken(token, now + HeaderLife, Parameter), now);
            _isRejected = false;
        }
    }

    public async ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default)
    {
        if (options.Tokens == CloudRunTokens.None)
        {
            return AccessToken.None;
        }

        var now = clock.GetUtcNow();
        if (options.Tokens == CloudRunTokens.File && (_seen is not { } seen || now - seen.At >= Interval)
            && await ReadFileAsync(now, cancellationToken).ConfigureAwait(false) is { } read)
        {
            // Without one, the token from before serves on: the platform may be writing the file at this very moment.
            _seen = read;
        }

        return _seen is { } current && now < current.Token.ExpiresAt ? current.Token : throw Missing();
    }

    /// <summary>The next request or the next reading of the file brings what the platform thinks is right.</summary>
    public void Invalidate(string rejectedToken)
    {
        ArgumentNullException.ThrowIfNull(rejectedToken);
        if (_seen is { } seen && seen.Token.Value == rejectedToken)
        {
            _isRejected = true;
            _seen = null;
        }
    }

    public Task<AccessToken> ForceRefreshAsync(CancellationToken cancellationToken = default) =>
        Task.FromException<AccessToken>(new WeChatException(WeChatErrorKind.Misconfigured, "CloudRun renews its tokens itself; they cannot be refreshed from the container."));

    private static bool IsToken(string? text) => text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAnyExceptInRange('!', '~') && !text.Contains(',', StringComparison.Ordinal);

    /// <summary>Returns what the file holds; null when that is no token, or the file cannot be read.</summary>
    private async Task<Seen?> ReadFileAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(options.TokenFile);
            var text = file.Length <= MaxLength ? (await File.ReadAllTextAsync(file.FullName, cancellationToken).ConfigureAwait(false)).Trim() : null;
            return IsToken(text) ? new Seen(new AccessToken(text!, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero) + FileLife, Parameter), now) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private WeChatException Missing() =>
        options.Tokens == CloudRunTokens.File
            ? new(WeChatErrorKind.Misconfigured, $"CloudRun's token file {options.TokenFile} is missing, empty or older than half an hour. Turn cloud calls on in the console, or use another CloudRunTokens value.")
            : _isRejected
                ? new(WeChatErrorKind.Busy, "WeChat rejected the token that came with a request, and no request has brought another since.") { RetryAfter = TimeSpan.FromSeconds(1) }
                : new(WeChatErrorKind.Misconfigured, "No request that came through WeChat has brought a header X-WX-CLOUDBASE-ACCESS-TOKEN in the last minutes. Turn cloud calls on in the console, or use another CloudRunTokens value.");

    private sealed class Seen(AccessToken token, DateTimeOffset at)
    {
        public AccessToken Token { get; } = token;

        public DateTimeOffset At { get; } = at;
    }
}

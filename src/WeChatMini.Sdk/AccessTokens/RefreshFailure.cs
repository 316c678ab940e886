using System.Security.Cryptography;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.AccessTokens;

/// <summary>
/// A failure that is remembered, so that a wrong secret or a used-up quota is not asked about a thousand times a second.
/// How long depends on what it takes to mend it (security policy, negative cache).
/// </summary>
internal sealed class RefreshFailure
{
    private readonly WeChatException _cause;
    private readonly TimeSpan _hold;

    public RefreshFailure(WeChatException cause, RefreshFailure? before, DateTimeOffset now)
    {
        _cause = cause;
        if (cause is { Kind: WeChatErrorKind.SlowDown, ErrorCode: not (45009 or 44993) })
        {
            // A quota per minute is back with the next minute, not sooner and, however often it is met, not later.
            _hold = TimeSpan.FromSeconds(60 - now.Second);
            Until = now + _hold + TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(0, 10_000));
            return;
        }

        var (first, most) = cause switch
        {
            { Kind: WeChatErrorKind.SlowDown } => (TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)),
            { Kind: WeChatErrorKind.Misconfigured } => (TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(10)),
            _ => (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8)),
        };
        var doubled = before is not null && before._cause.Kind == cause.Kind ? before._hold * 2 : first;
        _hold = doubled < first ? first : doubled < most ? doubled : most;
        Until = now + (_hold * (0.8 + (RandomNumberGenerator.GetInt32(0, 400) / 1000.0)));
    }

    /// <summary>Until when nobody asks again.</summary>
    public DateTimeOffset Until { get; }

    public WeChatException ToException(DateTimeOffset now) => new(_cause.Kind, _cause.Message)
    {
        ErrorCode = _cause.ErrorCode,
        RequestId = _cause.RequestId,
        RetryAfter = Until > now ? Until - now : _cause.RetryAfter,
    };
}

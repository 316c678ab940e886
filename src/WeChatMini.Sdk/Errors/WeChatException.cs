namespace WeChatMini.Sdk.Errors;

/// <summary>The one exception of this library: what happened, and through <see cref="Kind"/> what to do about it.</summary>
/// <remarks>
/// It never carries a secret, a login code, a token, a session_key or a request address, and no type of Refit, Polly or a
/// database driver. <see cref="Exception.InnerException"/> is set in one case only: the application's own login handler threw.
/// </remarks>
public sealed class WeChatException : Exception
{
    /// <summary>Creates an exception of a kind.</summary>
    /// <param name="kind">What the caller can do about it.</param>
    /// <param name="message">A sentence that says how to fix it; it must hold no secret.</param>
    /// <param name="innerException">The cause, when it is the application's own code.</param>
    public WeChatException(WeChatErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>Gets what the caller can do about it.</summary>
    public WeChatErrorKind Kind { get; }

    /// <summary>Gets WeChat's <c>errcode</c>, or null when WeChat gave none.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>Gets WeChat's request id (<c>rid</c>), which their support asks for; null when WeChat gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets how long to wait before the next attempt, which for a login starts with a new code; null when waiting does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets whether the code came without the signature that the call's answers have: it says that the call failed, and nothing else.</summary>
    internal bool IsUnsigned { get; init; }
}

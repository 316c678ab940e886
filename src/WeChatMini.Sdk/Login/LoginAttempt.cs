namespace WeChatMini.Sdk.Login;

/// <summary>One login under way: its time, and who it turns out to be.</summary>
internal sealed class LoginAttempt(LoginRequest request, DateTimeOffset start, TimeSpan limit)
{
    /// <summary>A write that can be done at once is done, however little time is left.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    public LoginRequest Request { get; } = request;

    public TimeSpan Limit { get; } = limit;

    /// <summary>Null as long as nobody is known.</summary>
    public MiniIdentity? Identity { get; set; } = request.Trusted;

    /// <summary>What is left of the time; at least a moment.</summary>
    public TimeSpan Rest(DateTimeOffset now)
    {
        var rest = Limit - (now - start);
        return rest > Moment ? rest : Moment;
    }
}

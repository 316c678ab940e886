namespace WeChatMini.Sdk.Sessions;

/// <summary>How long sessions live and how many a user may have. Sources: OWASP ASVS 5 chapter V7, NIST SP 800-63B.</summary>
public sealed class WeChatSessionOptions
{
    /// <summary>Gets or sets how long a session lives without being used.</summary>
    /// <value>Defaults to 3 days: a silent <c>wx.login</c> makes short lives cheap. Use 30 minutes for high security.</value>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Gets or sets how long a session lives at most, whatever it is used for. Rotation does not extend it.</summary>
    /// <value>Defaults to 30 days. Use 12 hours for high security.</value>
    public TimeSpan AbsoluteTimeout { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Gets or sets how often the use of a session is written to the store.</summary>
    /// <value>Null by default: a tenth of <see cref="IdleTimeout"/>, at least a minute and at most an hour.</value>
    public TimeSpan? TouchInterval { get; set; }

    /// <summary>Gets or sets how many sessions a user may have; a further login ends the oldest.</summary>
    /// <value>Defaults to 10, at most 100: all records of a user are kept together.</value>
    public int MaxSessionsPerUser { get; set; } = 10;

    /// <summary>Gets or sets how long the old token still works after a rotation, for requests that were under way.</summary>
    /// <value>Defaults to 60 seconds.</value>
    public TimeSpan RotationGrace { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The interval in force: never so long that a session in use dies of idleness between two writes.</summary>
    internal TimeSpan EffectiveTouchInterval
    {
        get
        {
            if (TouchInterval is { } chosen)
            {
                return chosen;
            }

            var tenth = IdleTimeout / 10;
            return tenth < TimeSpan.FromMinutes(1) ? TimeSpan.FromMinutes(1) : tenth > TimeSpan.FromHours(1) ? TimeSpan.FromHours(1) : tenth;
        }
    }
}

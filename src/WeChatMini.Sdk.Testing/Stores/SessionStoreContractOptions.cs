namespace WeChatMini.Sdk.Testing.Stores;

/// <summary>What a store promises, and how hard the concurrent rules try to break it.</summary>
public sealed class SessionStoreContractOptions
{
    /// <summary>Gets or sets what the store promises; rules about anything else are reported as <see cref="SessionStoreOutcome.NotPromised"/>.</summary>
    /// <value>Defaults to <see cref="SessionStorePromises.All"/>.</value>
    public SessionStorePromises Promises { get; set; } = SessionStorePromises.All;

    /// <summary>Gets or sets how many random histories of concurrent calls are tried; a quarter as many are tried beside purges.</summary>
    /// <value>Defaults to 200. At least 1.</value>
    public int Histories { get; set; } = 200;

    /// <summary>Gets or sets how often each race is run: logins beside an end of all sessions, touches beside a logout and the like.</summary>
    /// <value>Defaults to 50. At least 1.</value>
    public int Rounds { get; set; } = 50;

    /// <summary>Gets or sets how many logins of one user are made at once to exceed the cap of 10.</summary>
    /// <value>Defaults to 50. At least 20.</value>
    public int ConcurrentLogins { get; set; } = 50;

    /// <summary>
    /// Gets or sets how long the histories may go on beyond their number while too few of them had calls that ran at once, which is
    /// a matter of luck with a store that answers in less than a microsecond.
    /// </summary>
    /// <value>Defaults to 20 seconds; and never more than 20 times <see cref="Histories"/>.</value>
    public TimeSpan OverlapLimit { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets or sets where the random histories start: a failure names its seed, and the same seed makes the same calls. How they meet remains chance.</summary>
    /// <value>Null by default: a new one each time.</value>
    public int? Seed { get; set; }

    /// <summary>Gets or sets the time at which the rules' logins happen.</summary>
    /// <value>
    /// Null by default: the present, since an engine's own time to live may remove what has ended by the world's clock. No rule purges at a
    /// later time; those that need ended sessions play sixty days before it. So no session of yours that is alive is purged.
    /// </value>
    public DateTimeOffset? Start { get; set; }

    internal SessionStoreContractOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Histories, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Rounds, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ConcurrentLogins, 20);
        ArgumentOutOfRangeException.ThrowIfLessThan(OverlapLimit, TimeSpan.Zero);
        return this;
    }
}

namespace WeChatMini.Sdk.Storage.Tests.Support;

/// <summary>Processes that share tokens in one SQLite file.</summary>
internal sealed class Fleet : WorkerFleet
{
    private Fleet(SqliteFile file)
        : base("sqlite:" + file.Path) => File = file;

    public SqliteFile File { get; }

    /// <summary>Processes that have reached the share, each with a clock that is so far ahead: what comes then is not a matter of how busy the machine is.</summary>
    public static async Task<Fleet> StartAsync(params double[] secondsAhead)
    {
        var fleet = new Fleet(new SqliteFile());
        await fleet.AddAsync(secondsAhead);
        await fleet.ReachShareAsync();
        return fleet;
    }

    /// <summary>Processes that have asked WeChat before, but never the share: what they compile for their first call to WeChat has no time-out to keep to.</summary>
    public static async Task<Fleet> StartColdAsync(int processes)
    {
        var fleet = new Fleet(new SqliteFile());
        await fleet.AddAsync(new double[processes]);
        await fleet.AskAllAsync("warm");
        return fleet;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        File.Dispose();
    }
}

namespace WeChatMini.Sdk.Storage.Tests.Support;

/// <summary>Processes that share tokens in one SQLite file.</summary>
internal sealed class Fleet : WorkerFleet
{
    private Fleet(SqliteFile file)
        : base("sqlite:" + file.Path) => File = file;

    public SqliteFile File { get; }

    public static async Task<Fleet> StartAsync(params double[] secondsAhead)
    {
        var fleet = new Fleet(new SqliteFile());
        await fleet.AddAsync(secondsAhead);
        return fleet;
    }

    /// <summary>Processes that have never asked the share.</summary>
    public static async Task<Fleet> StartColdAsync(int processes)
    {
        var fleet = new Fleet(new SqliteFile());
        await fleet.AddColdAsync(processes);
        return fleet;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        File.Dispose();
    }
}

namespace SessionStores;

/// <summary>Gate G20 on a server, which can end or stand still.</summary>
public abstract class ServerOutageContract(ITestOutputHelper output) : OutageContract(output)
{
    private EngineServer? _server;

    [Theory]
    [InlineData("killed")]
    [InlineData("frozen")]
    public Task While_the_engine_is_away_every_answer_is_store_unavailable_and_soon_after_it_is_back_all_are_right(string how) => HoldsAsync(how);

    /// <summary>Returns the engine. What it holds must survive its end.</summary>
    private protected abstract Task<EngineServer> ServerAsync();

    private protected override async Task PrepareAsync(string how) => _server = await ServerAsync();

    private protected override Task TakeAwayAsync(string how)
    {
        if (how == "killed")
        {
            return _server!.KillAsync();
        }

        _server!.Freeze();
        return Task.CompletedTask;
    }

    private protected override Task GiveBackAsync(string how)
    {
        if (how == "killed")
        {
            return _server!.RestartAsync();
        }

        _server!.Thaw();
        return Task.CompletedTask;
    }
}

namespace WeChatMini.Sdk.Storage.Tests.Support;

/// <summary>Eight processes for all tests of a class, since starting them is what costs. Each test leaves the file in place and everybody alive.</summary>
public sealed class FleetFixture : IAsyncLifetime
{
    private Fleet? _fleet;

    /// <summary>What the processes did in their first second with the share, all at once.</summary>
    internal Crowd? ColdStart { get; private set; }

    public ValueTask InitializeAsync() => default;

    internal async Task<Fleet> GetAsync()
    {
        if (_fleet is null)
        {
            await StartAsync();
            for (var attempt = 1; ColdStart!.IsLate && attempt < 3; attempt++)
            {
                // A fetch has five seconds, which eight processes may need to compile it.
                await _fleet!.DisposeAsync();
                await StartAsync();
            }
        }

        await _fleet!.ReachShareAsync();
        return _fleet;
    }

    public async ValueTask DisposeAsync()
    {
        if (_fleet is not null)
        {
            await _fleet.DisposeAsync();
        }
    }

    private async Task StartAsync()
    {
        _fleet = await Fleet.StartColdAsync(8);
        ColdStart = await _fleet.LoadAsync(Long.Or(200, 1250));
    }
}

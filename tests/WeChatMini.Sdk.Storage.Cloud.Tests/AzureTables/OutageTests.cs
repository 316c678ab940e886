using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Cloud.Tests.Support;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.AzureTables;

/// <summary>An Azure that is away is an error within the limits of decision 12, and no more than a moment when it is back.</summary>
public sealed class OutageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task An_Azure_that_was_killed_is_an_error_and_works_when_it_is_back() => RealTime.HoldsAsync(async () =>
    {
        await using var server = await AzuriteServer.StartAsync();
        await using var stores = new Stores(builder => AzureTablesFixture.Use(builder, server.ConnectionString()));
        var user = Sample.User("alice");
        await stores.Store.CreateAsync(Sample.Creation(user, Sample.Token("phone")), Ct);

        await server.KillAsync();
        await Timing.FailsWithinAsync(TimeSpan.FromSeconds(1.5), () => FindAsync(stores.Store));
        await Timing.FailsWithinAsync(TimeSpan.FromSeconds(1.5), () => stores.Store.CreateAsync(Sample.Creation(user, Sample.Token("tablet")), Ct).AsTask());
        await server.RestartAsync();

        await Timing.WorksWithinAsync(TimeSpan.FromSeconds(10), () => FindAsync(stores.Store));
        await stores.Store.CreateAsync(Sample.Creation(user, Sample.Token("phone")), Ct);
    });

    [Fact]
    public Task An_Azure_that_does_not_answer_is_given_up_after_700_ms() => RealTime.HoldsAsync(async () =>
    {
        await using var server = await AzuriteServer.StartAsync();
        await using var stores = new Stores(builder => AzureTablesFixture.Use(builder, server.ConnectionString()));
        await FindAsync(stores.Store);

        server.Freeze();
        var exception = await Timing.FailsWithinAsync(TimeSpan.FromSeconds(1.5), () => FindAsync(stores.Store));
        Assert.Equal("Azure Tables did not answer within 700 ms.", Assert.IsType<TimeoutException>(exception).Message);
        await Timing.FailsWithinAsync(TimeSpan.FromSeconds(1.5), () => stores.Store.CreateAsync(Sample.Creation(Sample.User("alice"), Sample.Token("tablet")), Ct).AsTask());
        server.Thaw();

        await Timing.WorksWithinAsync(TimeSpan.FromSeconds(10), () => FindAsync(stores.Store));
    });

    [Fact]
    public Task Connections_that_died_while_the_process_was_frozen_cost_nobody_a_call() => RealTime.HoldsAsync(async () =>
    {
        await using var server = await AzuriteServer.StartAsync();
        await using var proxy = new DeafProxy(server.Port);
        var clock = new FakeTimeProvider(Sample.T0);
        await using var stores = new Stores(builder => AzureTablesFixture.Use(builder, server.ConnectionString(proxy.Port)), clock);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => FindAsync(stores.Store)));
        Assert.True(proxy.Accepted > 1, "There was one connection only: nothing was tested.");

        proxy.LoseConnections();
        clock.Advance(TimeSpan.FromSeconds(31));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => FindAsync(stores.Store)));
    });

    private static async Task FindAsync(ISessionStore store) => await store.FindAsync(new SessionAddress(Sample.User("alice"), Sample.Token("phone")), Sample.T0, Ct);
}

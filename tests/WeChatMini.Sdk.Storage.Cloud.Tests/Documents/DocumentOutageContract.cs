using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Cloud.Tests.Support;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.Documents;

/// <summary>
/// A cloud's database that is away is an error within the limits of decision 12, and no more than a moment when it is back. A test class of each
/// engine derives from it.
/// </summary>
public abstract class DocumentOutageContract
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(10);

    private static readonly SessionAddress Phone = new(Sample.User("alice"), Sample.Token("phone"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The engine's name in messages.</summary>
    protected abstract string Engine { get; }

    /// <summary>Whether what it holds survives its end.</summary>
    protected abstract bool IsDurable { get; }

    [Fact]
    public async Task An_engine_that_was_killed_is_an_error_and_works_when_it_is_back()
    {
        await using var server = await StartAsync();
        await using var stores = new Stores(builder => UseStore(builder, server, server.Port));
        await stores.Store.CreateAsync(Sample.Creation(Phone.User, Phone.Token), Ct);

        await server.KillAsync();
        await Timing.FailsWithinAsync(Limit, () => FindAsync(stores.Store));
        await Timing.FailsWithinAsync(Limit, () => CreateAsync(stores.Store, "tablet"));
        await server.RestartAsync();

        await Timing.WorksWithinAsync(Recovery, () => FindAsync(stores.Store));
        Assert.Equal(IsDurable, await FindAsync(stores.Store) is not null);
        await CreateAsync(stores.Store, "phone");
        Assert.NotNull(await FindAsync(stores.Store));
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_is_given_up_after_700_ms()
    {
        await using var server = await StartAsync();
        await using var stores = new Stores(builder => UseStore(builder, server, server.Port));
        await FindAsync(stores.Store);

        server.Freeze();
        var exception = await Timing.FailsWithinAsync(Limit, () => FindAsync(stores.Store));
        Assert.Equal($"{Engine} did not answer within 700 ms.", Assert.IsType<TimeoutException>(exception).Message);
        await Timing.FailsWithinAsync(Limit, () => CreateAsync(stores.Store, "tablet"));
        server.Thaw();

        await Timing.WorksWithinAsync(Recovery, () => FindAsync(stores.Store));
    }

    [Fact]
    public async Task Connections_that_died_while_the_process_was_frozen_cost_nobody_a_call()
    {
        await using var server = await StartAsync();
        await using var proxy = new DeafProxy(server.Port);
        var clock = new FakeTimeProvider(Sample.T0);
        await using var stores = new Stores(builder => UseStore(builder, server, proxy.Port), clock);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => FindAsync(stores.Store)));
        Assert.True(proxy.Accepted > 1, "There was one connection only: nothing was tested.");

        proxy.LoseConnections();
        clock.Advance(TimeSpan.FromSeconds(31));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => FindAsync(stores.Store)));
    }

    /// <summary>Starts the engine, ready to be used.</summary>
    private protected abstract Task<EngineServer> StartAsync();

    /// <summary>Puts the sessions there, over the engine's port or one that leads to it.</summary>
    private protected abstract void UseStore(WeChatMiniBuilder builder, EngineServer server, int port);

    private static async Task<SessionRecord?> FindAsync(ISessionStore store) => (await store.FindAsync(Phone, Sample.T0, Ct)).Session;

    private static Task CreateAsync(ISessionStore store, string device) => store.CreateAsync(Sample.Creation(Phone.User, Sample.Token(device)), Ct).AsTask();
}

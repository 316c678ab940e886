using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using WeChatMini.Sdk.LeakTests.Canaries;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Sinks;

namespace WeChatMini.Sdk.LeakTests;

/// <summary>What an application's own message handlers see of the calls to WeChat: measured, so that it can be documented.</summary>
public sealed class UserHandlerTests
{
    [Fact]
    public async Task A_handler_of_all_clients_sees_the_public_address_and_the_answer_of_WeChat_which_holds_the_session_key()
    {
        var secrets = new Secrets();
        var entries = await LogInAsync(secrets, static _ => { });
        Assert.Equal(
            ["https://api.weixin.qq.com/sns/jscode2session"],
            entries.Where(entry => entry.Sink == UserHandler.Address).Select(entry => entry.Text).Distinct());
        Assert.Equal(["session_key"], HitsIn(entries, UserHandler.ResponseBody, secrets));
        Assert.Empty(SinkTable.Find(entries, secrets.Search()));
    }

    /// <summary>Agents put their handlers last. Nothing that the factory adds may come between the library's last hop and the socket.</summary>
    [Fact]
    public async Task A_handler_that_is_added_innermost_sees_no_secret_of_the_request()
    {
        var secrets = new Secrets();
        var entries = await LogInAsync(secrets, builder =>
            builder.Services.AddSingleton<IHttpMessageHandlerBuilderFilter>(provider => new Innermost(provider.GetRequiredService<Recording>())));
        Assert.Equal(2, entries.Count(entry => entry.Sink == UserHandler.ResponseBody));
        Assert.Empty(SinkTable.Find(entries, secrets.Search()));
    }

    /// <summary>The loggers that <see cref="Scene"/> turns on for all clients do log: of a client of the application's own they show the body, which repeats the secret.</summary>
    [Fact]
    public async Task Loggers_of_bodies_for_all_clients_show_the_body_of_a_plain_client()
    {
        using var observatory = new Observatory();
        using var planting = new Planting(observatory);
        planting.WeChat.Reply = Upstream.Replies.Body("{\"seen\":\"{target}\"}");
        await planting.CallWithAPlainClientAsync();
        Assert.Contains(SinkTable.Find(observatory.Drain(), planting.Search), hit => hit.Sink == LogSink.State);
    }

    private static async Task<IReadOnlyList<Entry>> LogInAsync(Secrets secrets, Action<DependencyInjection.WeChatMiniBuilder> customise)
    {
        var recording = new Recording();
        using var console = new ConsoleSink(recording);
        await using var scene = new Scene(secrets, recording)
        {
            Customise = builder =>
            {
                builder.Services.AddSingleton(recording);
                customise(builder);
            },
        };
        await using var host = new BareHost(scene);
        await host.Client.LoginAsync(secrets.NextCode(), TestContext.Current.CancellationToken);
        scene.Clock.Release();
        return recording.Drain();
    }

    private static IEnumerable<string> HitsIn(IReadOnlyList<Entry> entries, string sink, Secrets secrets) =>
        Recording.Find(entries.Where(entry => entry.Sink == sink), secrets.Search()).Where(hit => !hit.Canary.IsIdentifier).Select(hit => hit.Canary.Name);

    private sealed class Innermost(Recording recording) : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            builder.AdditionalHandlers.Add(new UserHandler(recording));
        };
    }
}

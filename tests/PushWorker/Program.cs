using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Push;
using WeChatMini.Sdk.Push.Deduplication;

// One instance of an application that gets pushes, as a process of its own. The arguments are Redis's configuration, and whether handlers
// fail (fail), never end (hang) or work (work). The first line of input is "APPID TOKEN KEY", each further one "QUERY BODY" with the body
// in Base64; each is answered by "STATUS HANDLED", which is how many pushes a handler began with here.
if (args is not [var redis, var manner] || (await Console.In.ReadLineAsync())?.Split(' ') is not [var appId, var token, var key])
{
    return 2;
}

var handled = 0;
var services = new ServiceCollection();
services.AddWeChatMini(options => (options.AppId, options.AppSecret, options.Push) = (appId, "secret", new WeChatPushOptions { Token = token, EncodingAESKey = key }))
    .UsePushDeduplication(redis)
    .AddPushHandler<PushMessage>(async (_, _, cancellationToken) =>
    {
        Interlocked.Increment(ref handled);
        if (manner == "fail")
        {
            throw new InvalidOperationException("as told");
        }

        await Task.Delay(manner == "hang" ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, TimeProvider.System, cancellationToken);
    });
await using var provider = services.BuildServiceProvider();
await ReachRedisAsync(provider.GetRequiredKeyedService<IPushDeduplication>(""));
var endpoint = provider.GetRequiredService<WeChatMiniClient>().Endpoint;
Console.WriteLine("ready");
while ((await Console.In.ReadLineAsync())?.Split(' ') is [var query, var body])
{
    var answer = await endpoint.HandleAsync(new MiniRequest("POST", "/wx/push", body: Convert.FromBase64String(body)) { Query = query });
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answer.StatusCode} {Volatile.Read(ref handled)}"));
}

return 0;

// What a process compiles for its first command may, on a busy machine, take longer than Redis has to answer. Leaves nothing there.
static async Task ReachRedisAsync(IPushDeduplication ledger)
{
    var (id, owner) = ("probe-" + Guid.NewGuid(), "probe");
    for (var attempt = 1; ; attempt++)
    {
        try
        {
            await ledger.TryBeginAsync(id, owner, TimeSpan.FromSeconds(1), CancellationToken.None);
            await ledger.ReleaseAsync(id, owner, CancellationToken.None);
            return;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException && attempt < 20)
        {
            // Again.
        }
    }
}

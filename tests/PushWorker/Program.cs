using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Push;

// One instance of an application that gets pushes, as a process of its own. The arguments are Redis's configuration, and whether handlers
// fail (fail), never end (hang) or work (work). The first line of input is "APPID TOKEN KEY", each further one "QUERY BODY" with the body
// in Base64; each is answered by "STATUS HANDLED", which is how many pushes a handler began with here.
if (args is not [var redis, var manner] || (await Console.In.ReadLineAsync())?.Split(' ') is not [var appId, var token, var key])
{
    return 2;
}

var handled = 0;
var options = new WeChatMiniOptions { AppId = appId, AppSecret = "secret", Push = new WeChatPushOptions { Token = token, EncodingAESKey = key } };
await using var client = WeChatMiniClient.Create(options, builder => builder
    .UsePushDeduplication(redis)
    .AddPushHandler<PushMessage>(async (_, _, cancellationToken) =>
    {
        Interlocked.Increment(ref handled);
        if (manner == "fail")
        {
            throw new InvalidOperationException("as told");
        }

        await Task.Delay(manner == "hang" ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, TimeProvider.System, cancellationToken);
    }));
Console.WriteLine("ready");
while ((await Console.In.ReadLineAsync())?.Split(' ') is [var query, var body])
{
    var answer = await client.Endpoint.HandleAsync(new MiniRequest("POST", "/wx/push", body: Convert.FromBase64String(body)) { Query = query });
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answer.StatusCode} {Volatile.Read(ref handled)}"));
}

return 0;

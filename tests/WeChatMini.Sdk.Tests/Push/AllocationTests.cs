using System.Diagnostics;
using System.Reflection;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Push.Events;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.Tests.Push;

/// <summary>A push of 400 bytes in safe mode, from the bytes of the request to those of the answer, with a handler that reads two fields (issue 4).</summary>
public sealed class AllocationTests
{
    /// <summary>Whether the compiler made structs of what async methods remember. For the debugger it makes classes.</summary>
    private static bool IsOptimised { get; } = typeof(WeChatMiniClient).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled != true;

    [Theory]
    [InlineData(FakePushFormat.Json, 3584)]
    [InlineData(FakePushFormat.Xml, 4096)]
    public async Task A_push_allocates_no_more_than_its_format_may(FakePushFormat format, int most)
    {
        await using var weChat = FakeWeChat.Start();
        weChat.Push.Format = format;
        var (seen, least) = (0, long.MaxValue);
        var options = new WeChatMiniOptions
        {
            AppId = weChat.AppId,
            AppSecret = weChat.AppSecret,
            BaseAddress = weChat.BaseAddress,
            Push = { Token = weChat.Push.Token, EncodingAESKey = weChat.Push.EncodingAESKey },
        };
        await using var client = WeChatMiniClient.Create(options, builder =>
        {
            builder.AddPushHandler<UserInfoModifiedEvent>((push, _, _) =>
            {
                seen += push.OpenId is { Length: 28 } && push.RevokeInfo == "301" ? 1 : 0;
                return default;
            });
        });

        for (var number = 1000; number < 2000; number++)
        {
            var user = $"oBenchmark00000000000000{number}";
            var push = weChat.Push.Create(FakePushMessage.Event(user, "user_info_modified", $$"""{"OpenID":"{{user}}","AppID":"{{weChat.AppId}}","RevokeInfo":"301"}"""));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var answer = client.Endpoint.HandleAsync(new MiniRequest(push.Method, "/wx/push", body: push.Body) { Query = push.Query }, TestContext.Current.CancellationToken);
            Assert.True(answer.IsCompletedSuccessfully);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(200, (await answer).StatusCode);
        }

        Assert.Equal(1000, seen);
        TestContext.Current.TestOutputHelper!.WriteLine($"{format}: {least} bytes");
        Assert.InRange(least, 1, IsOptimised ? most : 2 * most);
    }
}

using System.Text;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Push;
using Xunit;

namespace WeChatMini.Sdk.Tests.Push;

/// <summary>Settings that cannot work say so, and CloudRun's way in is open only where it was opened.</summary>
public sealed class PushSetupTests
{
    private const string Key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    [Theory]
    [InlineData("AAAAA", "", false, "Push:EncodingAESKey")]
    [InlineData("", Key, false, "Push:Token")]
    [InlineData("AA", Key, false, "Push:Token")]
    [InlineData("with space", Key, false, "Push:Token")]
    [InlineData("AAAAA", "abc", false, "43 characters")]
    [InlineData("AAAAA", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEF ", false, "43 characters")]
    [InlineData("AAAAA", "", true, null)]
    [InlineData("AAAAA", Key, false, null)]
    public void Settings_are_checked_at_the_start_and_not_repeated(string token, string key, bool plain, string? says)
    {
        var options = new WeChatMiniOptions { AppId = "wx1234567890abcdef", AppSecret = "secret", Push = new WeChatPushOptions { Token = token, EncodingAESKey = key, AllowUnauthenticatedBody = plain } };
        var thrown = Record.Exception(() => WeChatMiniClient.Create(options));
        Assert.Equal(says is null, thrown is null);
        if (says is not null)
        {
            Assert.Equal(WeChatErrorKind.Misconfigured, Assert.IsType<WeChatException>(thrown).Kind);
            Assert.Contains(says, thrown.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("abc", thrown.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("AAAAA", thrown.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nothing_of_it_is_printed()
    {
        var options = new WeChatPushOptions { Token = "AAAAA", EncodingAESKey = Key, PreviousTokens = ["BBBBB"], PreviousEncodingAESKeys = [Key] };
        var shown = options + System.Text.Json.JsonSerializer.Serialize(options);
        Assert.DoesNotContain("AAAAA", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("BBBBB", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("abc", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"action":"CheckContainerPath"}""")]
    [InlineData("<xml><action>CheckContainerPath</action></xml>")]
    public async Task The_probe_is_answered_in_CloudRun_only(string probe)
    {
        await using var inside = CloudRun(accept: true);
        PushStage.IsSuccess(await inside.SendAsync("POST", "", Encoding.UTF8.GetBytes(probe)));
        Assert.Empty(inside.Handled);
        await using var closed = CloudRun(accept: false);
        Assert.Equal(404, (await closed.SendAsync("POST", "", Encoding.UTF8.GetBytes(probe))).StatusCode);
        await using var outside = new PushStage();
        outside.IsRefused(await outside.SendAsync("POST", "", Encoding.UTF8.GetBytes(probe)));
    }

    [Fact]
    public async Task An_unsigned_push_is_taken_in_CloudRun_when_it_came_through_WeChat()
    {
        var body = """{"MsgType":"text","Content":"hello","MsgId":1,"FromUserName":"o-alice"}"""u8.ToArray();
        await using var stage = CloudRun(accept: true);
        stage.IsRefused(await stage.SendAsync("POST", "", body));
        stage.IsRefused(await stage.SendAsync("POST", "", body, ("X-WX-SOURCE", "wx_client"), ("X-WX-SOURCE", "twice")));
        stage.IsRefused(await stage.SendAsync("POST", "", body, ("X-WX-SOURCE", "wx_client"), ("X-WX-APPID", "wxffffffffffffffff")));
        stage.IsRefused(await stage.SendAsync("POST", "timestamp=1714036504", body, ("X-WX-SOURCE", "wx_client")));
        PushStage.IsSuccess(await stage.SendAsync("POST", "", body, ("X-WX-SOURCE", "wx_client"), ("X-WX-APPID", stage.WeChat.AppId)));
        Assert.Single(stage.Handled);
        await using var outside = new PushStage(options => options.Push.AllowUnauthenticatedBody = true);
        outside.IsRefused(await outside.SendAsync("POST", "", body, ("X-WX-SOURCE", "wx_client")));
    }

    private static PushStage CloudRun(bool accept) => new(options => options.Push = new(), builder => builder.UseCloudRun(cloudRun => cloudRun.AcceptPush = accept));
}

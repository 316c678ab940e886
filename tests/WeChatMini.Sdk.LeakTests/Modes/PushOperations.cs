using System.Text;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.LeakTests.Tokens;
using WeChatMini.Sdk.LeakTests.Upstream;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.LeakTests.Modes;

/// <summary>Message pushes, right ones and in modes of bad input those of an attacker.</summary>
internal sealed class PushOperations(Scene scene, ILeakHost host, Caller caller)
{
    public const string Prefix = "push, ";

    private const string Echo = "1234567890123456789";

    /// <summary>Further than a time may be away, and shorter than anything else lives.</summary>
    private static readonly TimeSpan PastTheWindow = TimeSpan.FromSeconds(400);

    private bool IsOnCloudRun => scene.Tokens == TokenSetup.CloudRun || scene.Tokens == TokenSetup.CloudRunFile;

    public async Task RunAsync(Mode mode)
    {
        await OneAsync();
        foreach (var (pushMode, format) in Enum.GetValues<FakePushMode>().SelectMany(_ => Enum.GetValues<FakePushFormat>(), static (pushMode, format) => (pushMode, format)))
        {
            var push = Maker.Push(scene, pushMode, format);
            if (mode.EveryPush)
            {
                await RightAsync(push);
            }

            if (mode.BadInput)
            {
                await WrongAsync(push);
            }
        }

        if (IsOnCloudRun)
        {
            await UnsignedAsync();
        }
    }

    private FakePushMessage Text() => FakePushMessage.Text(scene.Secrets.OpenId, scene.Secrets.Message);

    /// <summary>A push, a copy of it, one that is refused and a check of the address.</summary>
    private async Task OneAsync()
    {
        var push = Maker.Push(scene, FakePushMode.Secure, FakePushFormat.Json);
        var request = push.Create(Text());
        scene.Secrets.Pushed(request.Query);
        await SendAsync("right", request);
        await SendAsync("replayed", request);
        await SendAsync("wrong key", push.Create(Text(), FakePushCorruption.ForeignKey));
        await SendAsync("check of the address", push.CreateAddressCheck(Echo));
    }

    private async Task RightAsync(FakePush push)
    {
        await SendAsync("check of the address", push.CreateAddressCheck(Echo));
        await SendAsync("text", push.Create(Text()));
        await SendAsync("picture", push.Create(FakePushMessage.Image(scene.Secrets.OpenId, "https://example.com/" + scene.Secrets.Message, scene.Secrets.Message)));
        await SendAsync("event", push.Create(FakePushMessage.Event(scene.Secrets.OpenId, "xpay_goods_deliver_notify", $$"""{"OpenId":"{{scene.Secrets.OpenId}}","OutTradeNo":"{{scene.Secrets.Message}}"}""")));
        await SendAsync("unknown event", push.Create(FakePushMessage.Event(scene.Secrets.OpenId, "brand_new", $$$"""{"{{{scene.Secrets.Message}}}":{"said":"{{{scene.Secrets.Message}}}"}}""")));
        (push.Token, push.EncodingAESKey) = (scene.Secrets.PreviousPushToken, scene.Secrets.PreviousPushKey);
        await SendAsync("previous secrets", push.Create(Text()));
        var late = push.Create(Text());
        scene.Clock.Advance(PastTheWindow);
        await SendAsync("replayed late", late);
    }

    private async Task WrongAsync(FakePush push)
    {
        foreach (var wrong in Enum.GetValues<FakePushCorruption>().Where(wrong => push.Mode != FakePushMode.Plain || wrong is <= FakePushCorruption.MovedBoundary or >= FakePushCorruption.EmptyBody and not FakePushCorruption.DuplicateEncrypt))
        {
            await SendAsync("wrong in one way", push.Create(Text(), wrong));
        }

        FakePushCorruption[] ofChecks = [FakePushCorruption.WrongSignature, FakePushCorruption.MissingSignature, FakePushCorruption.RepeatedSignature, FakePushCorruption.ForeignToken, FakePushCorruption.StaleTimestamp];
        foreach (var wrong in ofChecks)
        {
            await SendAsync("wrong check of the address", push.CreateAddressCheck(Echo, wrong));
        }

        var good = push.Create(Text());
        foreach (var body in Malformed.PushBodies(scene.Secrets.Message))
        {
            await SendAsync("malformed body", new FakePushRequest("POST", good.Query, good.ContentType, Encoding.UTF8.GetBytes(body)));
        }

        // Somebody mistook what goes where.
        foreach (var secret in new[] { scene.Secrets.PushToken, scene.Secrets.PushKey })
        {
            await SendAsync("malformed body", new FakePushRequest("POST", good.Query, good.ContentType, Encoding.UTF8.GetBytes($"{{\"Encrypt\":\"{secret}\",\"{secret}\":1}}")));
        }
    }

    /// <summary>As CloudRun hands pushes over: neither signed nor encrypted, with headers that say where it is from.</summary>
    private async Task UnsignedAsync()
    {
        var body = Maker.Push(scene, FakePushMode.Plain, FakePushFormat.Json).Create(Text()).Body;
        await SendUnsignedAsync("unsigned", body, ("X-WX-SOURCE", "wx_server"), ("X-WX-APPID", scene.Secrets.AppId), ("X-WX-OPENID", scene.Secrets.OpenId));
        await SendUnsignedAsync("unsigned, of another mini-program", body, ("X-WX-SOURCE", "wx_server"), ("X-WX-APPID", "wxfedcba9876543210"));
        await SendUnsignedAsync("unsigned, from elsewhere", body);
        await SendUnsignedAsync("unsigned, malformed", body[..^3], ("X-WX-SOURCE", "wx_server"));
        await SendUnsignedAsync("probe of the path", "{\"action\":\"CheckContainerPath\"}"u8.ToArray());
    }

    private Task SendUnsignedAsync(string what, ReadOnlyMemory<byte> body, params (string Name, string Value)[] headers) =>
        SendAsync(what, new FakePushRequest("POST", "", "application/json", body), headers.ToDictionary(header => header.Name, header => header.Value));

    private async Task SendAsync(string what, FakePushRequest request, Dictionary<string, string>? more = null)
    {
        var path = request.Query.Length == 0 ? "/wx/push" : "/wx/push?" + request.Query;
        if (await caller.TryAsync(Prefix + what, () => host.SendAsync(request.Method, path, null, request.ContentType ?? "text/plain", request.Body, more)) is { } answer)
        {
            AnswerSink.RecordPushed(scene.Recording, Prefix + what + (answer.Status == 200 ? ", taken" : ", refused"), answer);
        }
    }
}

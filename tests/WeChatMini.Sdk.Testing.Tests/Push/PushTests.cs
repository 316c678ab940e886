using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using WeChatMini.Sdk.Endpoint;

namespace WeChatMini.Sdk.Testing.Tests.Push;

/// <summary>What the fake pushes, right and wrong in one way, judged by its own form and by the library.</summary>
public sealed class PushTests : IAsyncDisposable
{
    private const string Content = "a & b < c > \"d\" ]]> 你好 😀";

    private readonly FakeWeChat _weChat = FakeWeChat.Start();

    public static MatrixTheoryData<FakePushMode, FakePushFormat> Kinds => new(Enum.GetValues<FakePushMode>(), Enum.GetValues<FakePushFormat>());

    public static MatrixTheoryData<FakePushCorruption, FakePushMode, FakePushFormat> Flaws =>
        new(Enum.GetValues<FakePushCorruption>().Where(wrong => wrong != FakePushCorruption.None), Enum.GetValues<FakePushMode>(), Enum.GetValues<FakePushFormat>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_push_has_the_parts_that_its_mode_has_and_the_format_that_was_asked_for(FakePushMode mode, FakePushFormat format)
    {
        (_weChat.Push.Mode, _weChat.Push.Format) = (mode, format);
        var push = _weChat.Push.Create(FakePushMessage.Text("o-alice", Content));
        var names = push.Query.Split('&').Select(pair => pair.Split('=')[0]);
        string[] ofEach = ["signature", "timestamp", "nonce", "openid"];
        Assert.Equal(mode == FakePushMode.Plain ? ofEach : [.. ofEach, "encrypt_type", "msg_signature"], names);

        var (parts, content) = Read(Encoding.UTF8.GetString(push.Body.Span), format);
        string[] ofMessage = ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Content", "MsgId"];
        Assert.Equal(
            mode switch
            {
                FakePushMode.Secure => ["ToUserName", "Encrypt"],
                FakePushMode.Compatible => [.. ofMessage, "Encrypt"],
                _ => ofMessage,
            },
            parts);
        Assert.Equal(mode == FakePushMode.Secure ? null : Content, content);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_push_without_a_flaw_is_taken(FakePushMode mode, FakePushFormat format) => Assert.Equal(200, await StatusAsync(FakePushCorruption.None, mode, format));

    [Theory]
    [MemberData(nameof(Flaws))]
    public async Task A_push_with_a_flaw_is_refused_and_cannot_be_made_where_the_mode_does_not_have_it(FakePushCorruption wrong, FakePushMode mode, FakePushFormat format)
    {
        var isOfCiphertext = wrong is (>= FakePushCorruption.WrongMessageSignature and <= FakePushCorruption.SealedTooDeep) or FakePushCorruption.DuplicateEncrypt;
        if (mode == FakePushMode.Plain && isOfCiphertext)
        {
            _weChat.Push.Mode = mode;
            Assert.Throws<ArgumentException>(nameof(wrong), () => _weChat.Push.Create(FakePushMessage.Text("o-alice", Content), wrong));
            return;
        }

        // The library takes a compatible push in the clear where plain mode is allowed, as it is here.
        Assert.Equal(wrong == FakePushCorruption.InTheClear ? 200 : 403, await StatusAsync(wrong, mode, format));
    }

    [Fact]
    public async Task A_check_of_the_address_has_flaws_of_its_query_only()
    {
        Assert.Throws<ArgumentException>("wrong", () => _weChat.Push.CreateAddressCheck("echo", FakePushCorruption.ForeignKey));
        foreach (var wrong in Enum.GetValues<FakePushCorruption>().Where(wrong => wrong <= FakePushCorruption.MovedBoundary))
        {
            Assert.Equal(wrong == FakePushCorruption.None ? 200 : 403, await StatusAsync(_weChat.Push.CreateAddressCheck("echo", wrong)));
        }
    }

    [Fact]
    public void A_message_without_a_kind_can_have_it_twice_all_the_same() =>
        Assert.NotEqual(0, _weChat.Push.Create(FakePushMessage.FromJson("{}"), FakePushCorruption.SealedDuplicate).Body.Length);

    public ValueTask DisposeAsync() => _weChat.DisposeAsync();

    private static (IEnumerable<string> Parts, string? Content) Read(string body, FakePushFormat format)
    {
        if (format == FakePushFormat.Json)
        {
            var document = JsonNode.Parse(body)!.AsObject();
            return (document.Select(part => part.Key), (string?)document["Content"]);
        }

        var xml = XElement.Parse(body);
        return (xml.Elements().Select(part => part.Name.LocalName), xml.Element("Content")?.Value);
    }

    private Task<int> StatusAsync(FakePushCorruption wrong, FakePushMode mode, FakePushFormat format)
    {
        (_weChat.Push.Mode, _weChat.Push.Format) = (mode, format);
        return StatusAsync(_weChat.Push.Create(FakePushMessage.Text("o-alice", Content), wrong));
    }

    private async Task<int> StatusAsync(FakePushRequest push)
    {
        await using var client = WeChatMiniClient.Create(new WeChatMiniOptions
        {
            AppId = _weChat.AppId,
            AppSecret = _weChat.AppSecret,
            Push = { Token = _weChat.Push.Token, EncodingAESKey = _weChat.Push.EncodingAESKey, AllowUnauthenticatedBody = true },
        });
        return (await client.Endpoint.HandleAsync(new MiniRequest(push.Method, "/wx/push", body: push.Body) { Query = push.Query }, TestContext.Current.CancellationToken)).StatusCode;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.Push;

/// <summary>Whatever is wrong with a push comes to the same answer and the same line in the log (gates G21, G23).</summary>
public sealed class RefusalTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static TheoryData<FakePushCorruption, FakePushMode, FakePushFormat> Corrupted
    {
        get
        {
            var data = new TheoryData<FakePushCorruption, FakePushMode, FakePushFormat>();
            foreach (var wrong in Enum.GetValues<FakePushCorruption>().Where(wrong => wrong != FakePushCorruption.None))
            {
                foreach (var format in Enum.GetValues<FakePushFormat>())
                {
                    data.Add(wrong, FakePushMode.Secure, format);
                    data.Add(wrong, FakePushMode.Compatible, format);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Corrupted))]
    public async Task A_push_that_is_wrong_in_one_way_is_refused(FakePushCorruption wrong, FakePushMode mode, FakePushFormat format)
    {
        await using var stage = new PushStage();
        (stage.WeChat.Push.Mode, stage.WeChat.Push.Format) = (mode, format);

        stage.IsRefused(await stage.SendAsync(FakePushMessage.Text("o-alice", "hello"), wrong));

        // The stage is not to blame.
        PushStage.IsSuccess(await stage.SendAsync(FakePushMessage.Text("o-alice", "hello")));
        Assert.Single(stage.Handled);
    }

    [Theory]
    [MemberData(nameof(Corrupted))]
    public async Task Encryption_cannot_be_talked_out_of_where_plain_mode_is_allowed(FakePushCorruption wrong, FakePushMode mode, FakePushFormat format)
    {
        // In the clear is what was allowed.
        if (wrong is FakePushCorruption.InTheClear)
        {
            return;
        }

        await using var stage = new PushStage(options => options.Push.AllowUnauthenticatedBody = true);
        (stage.WeChat.Push.Mode, stage.WeChat.Push.Format) = (mode, format);

        stage.IsRefused(await stage.SendAsync(FakePushMessage.Text("o-alice", "hello"), wrong));
    }

    [Theory]
    [InlineData(FakePushFormat.Json)]
    [InlineData(FakePushFormat.Xml)]
    public async Task A_push_in_plain_mode_needs_the_opt_in(FakePushFormat format)
    {
        foreach (var isAllowed in new[] { false, true })
        {
            await using var stage = new PushStage(options => options.Push.AllowUnauthenticatedBody = isAllowed);
            (stage.WeChat.Push.Mode, stage.WeChat.Push.Format) = (FakePushMode.Plain, format);
            var answer = await stage.SendAsync(FakePushMessage.Text("o-alice", "hello"));
            if (!isAllowed)
            {
                stage.IsRefused(answer);
                continue;
            }

            PushStage.IsSuccess(answer);
            Assert.Single(stage.Handled);
        }
    }

    /// <summary>The official vector (E6): the signature is that of all 13 splits, and of time and nonce exchanged.</summary>
    [Fact]
    public async Task No_other_split_of_time_and_nonce_is_taken()
    {
        const string Timestamp = "1714036504";
        const string Nonce = "1514711492";
        const string Signature = "f464b24fc39322e44b38aa78f5edd27bd1441696";
        await using var stage = new PushStage(
            options => (options.AppId, options.Push.Token, options.Push.EncodingAESKey) = ("wxba5fad812f8e6fb9", "AAAAA", new string('A', 43)),
            clock: new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1714036504)));
        string[] parts = [Timestamp, Nonce];
        Array.Sort(parts, StringComparer.Ordinal);
        var digits = string.Concat(parts);
        var splits = Enumerable.Range(1, digits.Length - 1)
            .SelectMany(at => new[] { (digits[..at], digits[at..]), (digits[at..], digits[..at]) })
            .Where(split => split != (Timestamp, Nonce) && PushStage.Signature("AAAAA", split.Item1, split.Item2) == Signature)
            .ToList();
        Assert.True(splits.Count >= 13, splits.Count.ToString(CultureInfo.InvariantCulture));
        Assert.Contains((Nonce, Timestamp), splits);
        foreach (var (time, nonce) in splits)
        {
            stage.IsRefused(await stage.SendAsync("GET", $"signature={Signature}&timestamp={time}&nonce={nonce}&echostr=1"));
        }

        Assert.Equal(200, (await stage.SendAsync("GET", $"signature={Signature}&timestamp={Timestamp}&nonce={Nonce}&echostr=1")).StatusCode);
    }

    [Fact]
    public async Task A_replay_is_recognised_inside_the_window_and_refused_outside()
    {
        await using var stage = new PushStage();
        var request = stage.WeChat.Push.Create(FakePushMessage.Text("o-alice", "hello"));
        PushStage.IsSuccess(await stage.SendAsync(request));
        stage.WeChat.Clock.Advance(TimeSpan.FromSeconds(299));
        PushStage.IsSuccess(await stage.SendAsync(request));
        Assert.Single(stage.Handled);
        stage.Handled.Clear();
        stage.WeChat.Clock.Advance(TimeSpan.FromSeconds(2));
        stage.IsRefused(await stage.SendAsync(request));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("signature=f464b24fc39322e44b38aa78f5edd27bd1441696")]
    [InlineData("&&&=&%&%zz=%zz")]
    [InlineData("{right}&nonce=1")]
    [InlineData("{right}&timestamp=1714036504")]
    [InlineData("{right}&openid=a&openid=a")]
    [InlineData("{right}&msg_signature=0")]
    [InlineData("{right}&encrypt_type=none")]
    public async Task A_query_that_WeChat_does_not_write_is_refused(string query)
    {
        await using var stage = new PushStage();
        var right = stage.WeChat.Push.CreateAddressCheck("echo").Query;
        stage.IsRefused(await stage.SendAsync("GET", query.Replace("{right}", right, StringComparison.Ordinal)));
        Assert.Equal(200, (await stage.SendAsync("GET", "?app=own&" + right)).StatusCode);
    }

    [Fact]
    public async Task Random_queries_are_never_taken()
    {
        await using var stage = new PushStage();
        var random = new Random(23);
        var now = stage.WeChat.Clock.GetUtcNow().ToUnixTimeSeconds();
        for (var round = 0; round < Long.Or(everyBuild: 100_000, release: 1_000_000); round++)
        {
            var signature = new byte[20];
            random.NextBytes(signature);
            var answer = await stage.SendAsync("POST", string.Create(CultureInfo.InvariantCulture, $"signature={Convert.ToHexStringLower(signature)}&timestamp={now}&nonce={random.Next()}"), "{}"u8.ToArray());
            Assert.Equal(403, answer.StatusCode);
        }

        Assert.Empty(stage.Handled);
    }

    /// <summary>Gate G23: refused within 20 ms of CPU. The bodies are those of somebody who knows the Token, or nothing would be parsed.</summary>
    [Theory]
    [InlineData("deep xml")]
    [InlineData("deep json")]
    [InlineData("wide json")]
    [InlineData("wide xml")]
    [InlineData("many duplicates")]
    [InlineData("laughs")]
    [InlineData("entities")]
    [InlineData("sections")]
    public async Task A_hostile_body_costs_no_more_than_20_ms(string kind)
    {
        await using var stage = new PushStage();
        var query = stage.WeChat.Push.Create(FakePushMessage.Text("o-alice", "hello")).Query;
        var text = kind switch
        {
            "deep xml" => "<xml>" + string.Concat(Enumerable.Repeat("<a>", 80_000)),
            "deep json" => string.Concat(Enumerable.Repeat("{\"a\":", 40_000)),
            "wide json" => "{" + string.Join(',', Enumerable.Range(0, 20_000).Select(number => $"\"m{number}\":1")) + "}",
            "wide xml" => "<xml>" + string.Concat(Enumerable.Repeat("<a/>", 60_000)) + "</xml>",
            "many duplicates" => "{" + string.Join(',', Enumerable.Repeat("\"a\":1", 40_000)) + "}",
            "laughs" => "<!DOCTYPE xml [<!ENTITY a \"" + new string('a', 200_000) + "\">]><xml>&a;&a;</xml>",
            "entities" => "<xml><a>" + string.Concat(Enumerable.Repeat("&lt;", 60_000)) + "</a></xml>",
            _ => "<xml><a>" + string.Concat(Enumerable.Repeat("<![CDATA[a]]>", 18_000)) + "</a></xml>",
        };
        var body = Encoding.UTF8.GetBytes(text);
        Assert.InRange(body.Length, 1, 256 * 1024);

        // The best of several, since the machine does other things, too: on a busy one it takes a while until nobody is in the way.
        var best = TimeSpan.MaxValue;
        var began = Stopwatch.GetTimestamp();
        for (var attempt = 0; attempt < 20 || (best >= Limit && Stopwatch.GetElapsedTime(began) < Patience); attempt++)
        {
            var start = Stopwatch.GetTimestamp();
            var answer = await stage.SendAsync("POST", query, body);
            best = TimeSpan.FromTicks(Math.Min(best.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
            Assert.Equal(403, answer.StatusCode);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{kind}: {best.TotalMilliseconds:F2} ms");
        Assert.True(best < Limit, $"{kind}: {best.TotalMilliseconds:F1} ms");
    }

    [Theory]
    [InlineData("PUT", 405)]
    [InlineData("DELETE", 405)]
    [InlineData("get", 403)]
    [InlineData("post", 403)]
    public async Task Only_GET_and_POST_are_served(string method, int status)
    {
        await using var stage = new PushStage();
        var answer = await stage.SendAsync(method, "");
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(status == 405 ? "GET, POST" : null, answer.Headers.GetValueOrDefault("Allow"));
    }

    [Fact]
    public async Task Without_a_Token_there_is_no_push()
    {
        await using var stage = new PushStage(options => options.Push = new());
        Assert.Equal(404, (await stage.SendAsync(FakePushMessage.Text("o-alice", "hello"))).StatusCode);
        Assert.Equal(404, (await stage.SendAsync(stage.WeChat.Push.CreateAddressCheck("echo"))).StatusCode);
    }

    [Fact]
    public async Task Earlier_secrets_are_taken_and_answered_with_themselves()
    {
        await using var old = FakeWeChat.Start();
        await using var stage = new PushStage(options =>
        {
            (options.Push.PreviousTokens, options.Push.PreviousEncodingAESKeys) = ([options.Push.Token], [options.Push.EncodingAESKey]);
            (options.Push.Token, options.Push.EncodingAESKey) = (old.Push.Token, old.Push.EncodingAESKey);
        }, builder => builder.AddPushHandler<WeChatMini.Sdk.Push.Messages.TextMessage>((_, context, _) =>
        {
            context.ReplyWith(WeChatMini.Sdk.Push.PushReply.TransferToCustomerService());
            return default;
        }));

        var answer = await stage.SendAsync(FakePushMessage.Text("o-alice", "hello"));
        Assert.Equal(200, answer.StatusCode);
        Assert.Contains("transfer_customer_service", stage.WeChat.Push.ReadReply(Encoding.UTF8.GetString(answer.Body.Span)), StringComparison.Ordinal);
    }
}

using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json;
using WeChatMini.Sdk.LeakTests.Canaries;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Modes;
using WeChatMini.Sdk.LeakTests.Sinks;

namespace WeChatMini.Sdk.LeakTests;

/// <summary>The gate can fail: a leak in each sink, in each form, and by an application, is found.</summary>
public sealed class PlantedLeakTests
{
    public static TheoryData<string> Sinks => [.. SinkTable.Searched.Keys];

    public static TheoryData<string, string> Forms
    {
        get
        {
            const string Secret = Planting.Secret;
            var utf8 = Encoding.UTF8.GetBytes(Secret);
            return new()
            {
                { "as it is", Secret },
                { "in other case", Secret.ToUpperInvariant() },
                { "URL-escaped", Uri.EscapeDataString(Secret) },
                { "URL-escaped with small digits", Uri.EscapeDataString(Secret).Replace("%2B", "%2b", StringComparison.Ordinal) },
                { "URL-escaped twice", Uri.EscapeDataString(Uri.EscapeDataString(Secret)) },
                { "form-encoded", WebUtility.UrlEncode(Secret) },
                { "HTML-encoded", WebUtility.HtmlEncode(Secret) },
                { "in JSON", JsonSerializer.Serialize(new { a = Secret }) },
                { "Base64", Convert.ToBase64String(utf8) },
                { "Base64Url", Base64Url.EncodeToString(utf8) },
                { "Base64 of more, at the first position", Convert.ToBase64String(Encoding.UTF8.GetBytes("abc" + Secret + "z")) },
                { "Base64 of more, at the second position", Convert.ToBase64String(Encoding.UTF8.GetBytes("a:" + Secret + "z")) },
                { "Base64 of more, at the third position", Convert.ToBase64String(Encoding.UTF8.GetBytes("a" + Secret + "z")) },
                { "hexadecimal", Convert.ToHexStringLower(utf8) },
                { "hexadecimal with dashes", BitConverter.ToString(utf8) },
                { "URL-escaped as hexadecimal with dashes", BitConverter.ToString(Encoding.UTF8.GetBytes(Uri.EscapeDataString(Secret))) },
                { "UTF-16 as hexadecimal", Convert.ToHexString(Encoding.Unicode.GetBytes(Secret)) },
                { "cut off behind", Secret[..14] },
                { "cut off before", Secret[12..] },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Sinks))]
    public async Task A_secret_in_a_sink_is_found_there(string sink)
    {
        using var observatory = new Observatory();
        using var planting = new Planting(observatory);
        await Plants.All[sink](planting);
        Assert.Contains(SinkTable.Find(observatory.Drain(), planting.Search), hit => hit.Sink == sink);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_secret_is_found_in_every_form_and_in_part(string form, string text)
    {
        var found = new CanarySearch([Canary.OfText("planted secret", Planting.Secret)]).Find($"before {text} after");
        Assert.True(found.Count == 1, form);
    }

    [Fact]
    public void A_secret_of_bytes_is_found_as_bytes_and_in_their_encodings()
    {
        var bytes = Enumerable.Range(100, 32).Select(value => (byte)(value * 7)).ToArray();
        var search = new CanarySearch([Canary.OfEncodedBytes("key", Convert.ToBase64String(bytes), bytes)]);
        byte[] dump = [1, 2, 3, .. bytes, 4];
        Assert.All(ObjectWalk.Texts(dump), text => Assert.Single(search.Find(text)));
        Assert.Single(search.Find(Convert.ToHexStringLower(dump)));
        Assert.Single(search.Find(Base64Url.EncodeToString(dump)));
    }

    [Fact]
    public void Text_without_a_secret_holds_none() =>
        Assert.Empty(new CanarySearch([Canary.OfText("planted secret", Planting.Secret)]).Find("https://api.weixin.qq.com/sns/jscode2session?grant_type=authorization_code"));

    /// <summary>From end to end: the gate as it runs, an application that prints the request.</summary>
    [Fact]
    public async Task An_application_that_prints_the_request_of_a_login_is_caught()
    {
        var careless = new Mode("careless login handler", scene => scene.Handler.Decide = (context, cancellationToken) =>
        {
            Console.WriteLine(Encoding.UTF8.GetString((context.Request?.Body ?? default).Span));
            return LoginHandlerScript.Accept(context, cancellationToken);
        });
        var report = await LeakGate.RunAsync([LeakHosts.Bare], [careless]);
        Assert.Contains(report.Hits, hit => hit.Contains("js_code in Console.Out", StringComparison.Ordinal));
    }
}

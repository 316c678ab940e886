using System.Net.Http.Json;
using System.Text.Json;
using WeChatMini.Sdk.Testing.Tests.Support;

namespace WeChatMini.Sdk.Testing.Tests.Control;

public sealed class ProgramTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_program_serves_logins_until_it_is_terminated_and_then_ends_in_good_order()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM on Windows.");
        using var program = FakeProcess.Start("--app", "wx00000000000000aa=first", "--app", "wx00000000000000bb=second=half", "--user", "o-alice");
        var line = await program.ReadLineAsync();
        Assert.Matches("^FakeWeChat listening on http://127\\.0\\.0\\.1:[0-9]+$", line);
        using var http = new HttpClient { BaseAddress = new Uri(line.Split(' ')[^1]) };

        Assert.Equal("o-alice", await LoginAsync(http, "wx00000000000000aa", "first", "o-alice"));

        using var added = await http.PostAsJsonAsync("/_fake/users", new { openid = "o-bob", appid = "wx00000000000000bb" }, Cancellation);
        Assert.Equal("o-bob", await LoginAsync(http, "wx00000000000000bb", "second=half", "o-bob"));

        await program.TerminateAsync();
        var (exitCode, output, error) = await program.EndAsync();
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("wx00000000000000aa", output, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri("/", UriKind.Relative), Cancellation));
    }

    [Theory]
    [InlineData("There is no option --prot.", "--prot", "80")]
    [InlineData("--port needs a value.", "--port")]
    [InlineData("--port takes a number from 0 to 65535, not 65536.", "--port", "65536")]
    [InlineData("--port takes a number from 0 to 65535, not -1.", "--port", "-1")]
    [InlineData("--app takes APPID=SECRET.", "--app", "a-secret-without-its-app")]
    [InlineData("--app wx1 is given twice.", "--app", "wx1=a", "--app", "wx1=b")]
    [InlineData("--user o-alice is given twice.", "--user", "o-alice", "--user", "o-alice")]
    public async Task A_bad_option_is_told_with_exit_code_2(string mistake, params string[] arguments)
    {
        using var program = FakeProcess.Start(arguments);
        var (exitCode, output, error) = await program.EndAsync();

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Equal($"fake-wechat: {mistake}\nTry: fake-wechat --help\n", error.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Help_is_a_success()
    {
        using var program = FakeProcess.Start("--help");
        var (exitCode, output, _) = await program.EndAsync();

        Assert.Equal(0, exitCode);
        Assert.All(["--port", "--app", "--user", "--help"], option => Assert.Contains(option, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_with_exit_code_1()
    {
        await using var other = FakeWeChat.Start();
        using var program = FakeProcess.Start("--port", $"{other.BaseAddress.Port}");
        var (exitCode, _, error) = await program.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains($"Port {other.BaseAddress.Port}", error, StringComparison.Ordinal);
    }

    private static async Task<string?> LoginAsync(HttpClient http, string appId, string secret, string openId)
    {
        using var issued = await http.PostAsync(new Uri($"/_fake/users/{openId}/code?appid={appId}", UriKind.Relative), null, Cancellation);
        var code = JsonDocument.Parse(await issued.Content.ReadAsByteArrayAsync(Cancellation)).RootElement.GetProperty("code").GetString()!;
        var answer = await http.GetByteArrayAsync(new Uri(Caller.LoginUrl(appId, Uri.EscapeDataString(secret), code), UriKind.Relative), Cancellation);
        return JsonDocument.Parse(answer).RootElement.GetProperty("openid").GetString();
    }
}

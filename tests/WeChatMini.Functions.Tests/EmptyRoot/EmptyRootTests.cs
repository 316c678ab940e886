using WeChatMini.Functions.Tests.Support;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Functions.Tests.EmptyRoot;

/// <summary>The published program needs nothing of the system that it runs on: no shared library, no file but root certificates and a way to find WeChat.</summary>
public sealed class EmptyRootTests : IAsyncLifetime
{
    private const string WeChatHost = "api.weixin.qq.com";
    private const string LoginPath = "/sns/jscode2session";

    private readonly TestAuthority _authority = new();
    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private RedisServer? _redis;

    public static TheoryData<string> Published => new("with ASP.NET Core", "without");

    public async ValueTask InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _redis!.DisposeAsync();
        await _weChat.DisposeAsync();
        _authority.Dispose();
    }

    [Theory]
    [MemberData(nameof(Published))]
    public async Task It_needs_no_shared_library(string which)
    {
        var (_, said) = await RunAsync("ldd", Program(which));

        Assert.True(said.Contains("statically linked", StringComparison.Ordinal) || said.Contains("not a dynamic executable", StringComparison.Ordinal), said);
    }

    [Theory]
    [MemberData(nameof(Published))]
    public async Task A_user_signs_in_over_verified_https_where_there_is_nothing_but_the_program(string which)
    {
        await using var front = new TlsFront(_authority.Issue(WeChatHost), _weChat.BaseAddress.Port);
        using var root = new EmptyRoot(Program(which), WeChatHost, _authority);
        await using var gateway = RuntimeGateway.LambdaUrl();
        await gateway.StartAsync();
        await using var function = await root.StartAsync(Variables(gateway, front));
        Assert.Equal(["/dev/urandom", "/etc/authority.pem", "/etc/hosts", "/function"], root.Files);

        var login = await gateway.SendAsync(Message.Login(NewCode()));
        Assert.True(login.Status == 200, login.Text + function.Output);
        Assert.Equal(200, (await gateway.SendAsync(Message.Session(login.Token))).Status);
        Assert.Equal(1, _weChat.Journal.CallsTo(LoginPath));
    }

    [Theory]
    [MemberData(nameof(Published))]
    public async Task A_server_for_which_nobody_vouches_gets_neither_code_nor_secret(string which)
    {
        using var stranger = new TestAuthority();
        await using var front = new TlsFront(stranger.Issue(WeChatHost), _weChat.BaseAddress.Port);
        await IsNotTrustedAsync(which, front);
    }

    [Theory]
    [MemberData(nameof(Published))]
    public async Task A_certificate_for_another_name_is_none(string which)
    {
        await using var front = new TlsFront(_authority.Issue("api.example.com"), _weChat.BaseAddress.Port);
        await IsNotTrustedAsync(which, front);
    }

    private async Task IsNotTrustedAsync(string which, TlsFront front)
    {
        using var root = new EmptyRoot(Program(which), WeChatHost, _authority);
        await using var gateway = RuntimeGateway.LambdaUrl();
        await gateway.StartAsync();
        await using var function = await root.StartAsync(Variables(gateway, front));

        (await gateway.SendAsync(Message.Login(NewCode()))).IsProblem(503, "busy");
        Assert.NotEqual(0, front.Accepted);
        Assert.Equal(0, _weChat.Journal.CallsTo(LoginPath));
    }

    private static string Program(string which)
    {
        var program = which == "without" ? FunctionPrograms.Small : FunctionPrograms.Function;
        Assert.SkipWhen(program.EndsWith(".dll", StringComparison.Ordinal), "Nothing was published: eng/publish-function does, and WECHATMINI_FUNCTION and WECHATMINI_FUNCTION_SMALL say where it is.");
        return program;
    }

    private static async Task<(int Code, string Output)> RunAsync(string name, string argument)
    {
        await using var process = FunctionProcess.Start(Programs.PathOf(name), [], argument);
        return (await process.ExitAsync(TimeSpan.FromSeconds(30)), process.Output);
    }

    private Dictionary<string, string> Variables(RuntimeGateway gateway, TlsFront front) => new(Settings.Of(_weChat, _redis!.Configuration).Concat(gateway.Variables))
    {
        ["WeChatMini__BaseAddress"] = $"https://{WeChatHost}:{front.Port}/",
        ["SSL_CERT_FILE"] = EmptyRoot.Certificates,
        ["SSL_CERT_DIR"] = "/nowhere",
    };

    private string NewCode() => (_weChat.Users.Find("o-alice") ?? _weChat.Users.Add("o-alice")).NextLoginCode();
}

using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.Login;

namespace WeChatMini.Sdk.LeakTests.Modes;

/// <summary>Every operation of the library in one mode on one host.</summary>
internal sealed class Operations(Scene scene, ILeakHost host, Caller caller)
{
    public async Task RunAsync(Mode mode)
    {
        // An ambient span with baggage, as a traced application has it: none of it may travel to WeChat.
        using var ambient = new Activity("application request").AddBaggage("tenant", "tenant-of-the-application").SetIdFormat(ActivityIdFormat.W3C);
        ambient.TraceStateString = "vendor=state-of-the-application";
        ambient.Start();
        var tokens = new List<string>();
        for (var device = 0; device < 4; device++)
        {
            tokens.Add(await TokenAsync());
        }

        var access = new TokenOperations(scene, host, caller);
        var server = host is TokenServerHost tokenServer ? new TokenServerOperations(scene, tokenServer, caller) : null;
        await access.WarmAsync();
        await (server?.WarmAsync() ?? Task.CompletedTask);
        var data = new UserDataOperations(scene, host, caller);
        await data.WarmAsync(tokens[0]);
        mode.Break(scene);

        // First, while there is an access token: later on some modes leave none.
        await data.RunAsync(mode);
        for (var round = 0; round < mode.Rounds; round++)
        {
            await (mode.BadInput ? BadInputAsync(tokens) : GoodInputAsync(tokens));
        }

        await (server?.RunAsync(mode) ?? Task.CompletedTask);
        await access.RunAsync();
        await new PushOperations(scene, host, caller).RunAsync(mode);
        await (server?.WarmAsync() ?? Task.CompletedTask);
        SignedOperations.TakeSignatures(scene);
        AnswerSink.RecordWire(scene.Recording, scene.WeChat);
    }

    /// <summary>A live session's token; in modes in which nothing is ever well, one that could be.</summary>
    private async Task<string> TokenAsync() =>
        (await caller.LoginAsync("first login", client => client.LoginAsync(scene.Secrets.NextCode())))?.Token
        ?? scene.Secrets.Issued(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48)));

    private async Task GoodInputAsync(List<string> tokens)
    {
        await ClientAsync(tokens);
        await ContractAsync(tokens);
    }

    private async Task ClientAsync(List<string> tokens)
    {
        var sessions = host.Client.Sessions;
        await caller.LoginAsync("login", client => client.LoginAsync(scene.Secrets.NextCode()));
        await caller.LoginAsync("login with all", client => client.LoginAsync(Request(scene.Clock.GetUtcNow().AddSeconds(10), tokens[2])));
        await caller.LoginAsync("login after the deadline", client => client.LoginAsync(Request(scene.Clock.GetUtcNow(), tokens[2])));
        await caller.TryAsync("exchange", () => host.Client.ExchangeCodeAsync(scene.Secrets.NextCode()));
        using var leaving = new CancellationTokenSource();
        var left = caller.LoginAsync("login of a caller who leaves", client => client.LoginAsync(scene.Secrets.NextCode(), leaving.Token), leaving.Token);
        await leaving.CancelAsync();
        await left;
        await caller.TryAsync("validate", () => sessions.ValidateAsync(tokens[0]).AsTask());
        scene.Clock.Advance(TimeSpan.FromSeconds(2));
        await caller.TryAsync("validate with a touch", () => sessions.ValidateAsync(tokens[0]).AsTask());
        var rotated = await caller.LoginAsync("rotate", _ => sessions.RotateAsync(tokens[0]).AsTask());
        await caller.TryAsync("validate the old token", () => sessions.ValidateAsync(tokens[0]).AsTask());
        await caller.LoginAsync("rotate the old token", _ => sessions.RotateAsync(tokens[0]).AsTask());
        await caller.TryAsync("list", () => sessions.ListAsync(scene.Secrets.OpenId).AsTask());
        await caller.TryAsync("revoke one by its reference", () => sessions.RevokeAsync(scene.Secrets.OpenId, rotated?.Session.Reference ?? tokens[0]).AsTask());
        await caller.TryAsync("log out", () => sessions.LogoutAsync(tokens[1]).AsTask());
        await caller.TryAsync("purge", () => sessions.PurgeAsync().AsTask());
    }

    private async Task ContractAsync(List<string> tokens)
    {
        var issued = await caller.SendAsync("POST", "/wx/login", null, Malformed.LoginBody(scene.Secrets.NextCode()));
        await caller.SendAsync("POST", "/wx/login", tokens[2], Malformed.LoginBody(scene.Secrets.NextCode()));
        foreach (var path in host.ProtectedPaths.Append("/wx/session"))
        {
            await caller.SendAsync("GET", path, tokens[3]);
            await caller.SendAsync("GET", path, issued);
            await caller.SendAsync("GET", path);
        }

        await caller.SendAsync("POST", "/wx/logout", tokens[3]);
        await caller.TryAsync("log out everywhere", () => host.Client.Sessions.LogoutEverywhereAsync(issued).AsTask());
        issued = await caller.SendAsync("POST", "/wx/login", null, Malformed.LoginBody(scene.Secrets.NextCode()));
        await caller.SendAsync("POST", "/wx/logout", issued, "{\"everywhere\":true}");
    }

    private async Task BadInputAsync(List<string> tokens)
    {
        foreach (var malformed in Malformed.Tokens(tokens[0]))
        {
            await caller.TryAsync("validate a malformed token", () => host.Client.Sessions.ValidateAsync(malformed).AsTask());
            await caller.LoginAsync("rotate a malformed token", _ => host.Client.Sessions.RotateAsync(malformed).AsTask());
        }

        foreach (var malformed in Malformed.Codes(scene.Secrets.NextCode()))
        {
            await caller.LoginAsync("login with a malformed code", client => client.LoginAsync(malformed));
            await caller.TryAsync("exchange of a malformed code", () => host.Client.ExchangeCodeAsync(malformed));
        }

        await caller.TryAsync("create with bad options", () => Task.FromResult(WeChatMiniClient.Create(Malformed.Options(scene))));
        foreach (var (body, contentType) in Malformed.Bodies(scene.Secrets.NextCode()))
        {
            await caller.SendAsync("POST", "/wx/login", tokens[0], body, contentType);
        }

        foreach (var path in host.ProtectedPaths.Append("/wx/session"))
        {
            foreach (var malformed in Malformed.Tokens(tokens[0]))
            {
                await caller.SendAsync("GET", path, malformed);
            }
        }

        await caller.SendAsync("PUT", "/wx/login", tokens[0]);
        await caller.SendAsync("GET", "/wx/nothing", tokens[0]);
        await caller.SendAsync("POST", "/wx/logout", tokens[0] + "x");
        await caller.SendAsync("POST", "/wx/logout", tokens[0], "{\"everywhere\":true,\"" + tokens[0] + "\":1}");
    }

    private LoginRequest Request(DateTimeOffset deadline, string presented)
    {
        var code = scene.Secrets.NextCode();
        var request = new LoginRequest(code)
        {
            PresentedToken = presented,
            Deadline = deadline,
            Request = new Endpoint.MiniRequest("POST", "/wx/login", [new("Authorization", "Bearer " + presented)], System.Text.Encoding.UTF8.GetBytes(Malformed.LoginBody(code))),
        };
        PublicTypeSink.Record(scene.Recording, request);
        return request;
    }
}

using WeChatMini.Functions.Tests.Support;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Functions.Tests.Contract;

/// <summary>One list for every host: the HTTP contract is the same, wherever the sample is deployed, with ASP.NET Core and without.</summary>
public sealed class FunctionContractTests(Fleet fleet) : IClassFixture<Fleet>
{
    private const string TheHosts = nameof(Hosts);

    private static readonly Lock Naming = new();
    private static int s_users;

    public static TheoryData<string> Hosts => Fleet.Hosts;

    [Theory]
    [MemberData(TheHosts)]
    public async Task A_mini_program_signs_in_calls_and_signs_out(string host)
    {
        var gateway = await fleet.OpenAsync(host);
        var login = await gateway.SendAsync(Message.Login(NewCode()));
        var token = login.SignedIn();

        Assert.Equal(["token", "expiresAt", "idleExpiresAt"], login.Json.EnumerateObject().Select(property => property.Name));
        Assert.Equal("application/json", login.Headers["Content-Type"]);
        Assert.Equal("no-store", login.Headers["Cache-Control"]);

        Assert.Equal(200, (await gateway.SendAsync(Message.Session(token))).Status);
        var me = await gateway.SendAsync(Message.Get("/me", token));
        Assert.Equal(login.Json.GetProperty("expiresAt").GetDateTimeOffset(), me.Json.GetProperty("signedInUntil").GetDateTimeOffset());

        var logout = await gateway.SendAsync(Message.Logout(token));
        Assert.Equal((204, ""), (logout.Status, logout.Text));
        (await gateway.SendAsync(Message.Session(token))).IsProblem(401, "login_again");
        (await gateway.SendAsync(Message.Get("/me", token))).IsProblem(401, "login_again");
    }

    [Theory]
    [MemberData(TheHosts)]
    public async Task A_code_works_once(string host)
    {
        var gateway = await fleet.OpenAsync(host);
        var login = Message.Login(NewCode());
        (await gateway.SendAsync(login)).SignedIn();

        (await gateway.SendAsync(login)).IsProblem(401, "login_again", 40163);
    }

    [Theory]
    [MemberData(TheHosts)]
    public async Task A_session_that_one_host_wrote_all_others_read(string host)
    {
        var token = (await (await fleet.OpenAsync(host)).SendAsync(Message.Login(NewCode()))).SignedIn();

        Assert.Equal(200, (await (await fleet.OpenAsync("plain server")).SendAsync(Message.Session(token))).Status);
    }

    [Theory]
    [MemberData(TheHosts)]
    public async Task A_logout_everywhere_ends_the_users_other_session(string host)
    {
        var gateway = await fleet.OpenAsync(host);
        var user = NewUser();
        var phone = (await gateway.SendAsync(Message.Login(user.NextLoginCode()))).SignedIn();
        var tablet = (await gateway.SendAsync(Message.Login(user.NextLoginCode()))).SignedIn();

        Assert.Equal(204, (await gateway.SendAsync(Message.LogoutEverywhere(phone))).Status);
        (await gateway.SendAsync(Message.Session(tablet))).IsProblem(401, "login_again");
    }

    [Theory]
    [MemberData(TheHosts)]
    public async Task Text_that_is_not_ASCII_arrives_as_it_was_sent(string host)
    {
        // Refused for what it is, and not for what a wrong decoding made of it.
        (await (await fleet.OpenAsync(host)).SendAsync(Message.Post("/wx/login", """{"code":"微信登录 🙂"}"""))).IsProblem(400, "bad_request");
    }

    [Theory]
    [MemberData(TheHosts)]
    public async Task A_wrong_method_is_told_the_right_one(string host)
    {
        var answer = await (await fleet.OpenAsync(host)).SendAsync(Message.Get("/wx/login"));

        answer.IsProblem(405, "method_not_allowed");
        Assert.Equal("POST", answer.Headers["Allow"]);
    }

    [Theory]
    [MemberData(TheHosts)]
    public async Task A_path_that_nobody_serves_is_not_found(string host)
    {
        Assert.Equal(404, (await (await fleet.OpenAsync(host)).SendAsync(Message.Get("/nothing/here"))).Status);
    }

    [Theory]
    [MemberData(TheHosts)]
    public async Task A_path_and_a_query_arrive_decoded(string host)
    {
        var gateway = await fleet.OpenAsync(host);
        var token = (await gateway.SendAsync(Message.Login(NewCode()))).SignedIn();

        Assert.Equal(200, (await gateway.SendAsync(Message.Session(token) with { Path = "/wx/%73ession?from=a%20b%2Bc&empty=" })).Status);
        Assert.Equal(200, (await gateway.SendAsync(Message.Session(token) with { Path = "/wx/x/../session" })).Status);
    }

    [Theory]
    [MemberData(TheHosts)]
    public async Task A_busy_WeChat_is_told_with_a_time_to_wait(string host)
    {
        var gateway = await fleet.OpenAsync(host);
        fleet.WeChat.Faults.Next(FakeFault.Error(-1));

        (await gateway.SendAsync(Message.Login(NewCode()))).IsProblem(503, "busy", -1);
        (await gateway.SendAsync(Message.Login(NewCode()))).SignedIn();
    }

    [Theory]
    [MemberData(TheHosts)]
    public async Task A_request_without_a_session_is_told_to_sign_in(string host)
    {
        (await (await fleet.OpenAsync(host)).SendAsync(Message.Get("/me"))).IsProblem(401, "login_again");
    }

    private string NewCode() => NewUser().NextLoginCode();

    private FakeUser NewUser()
    {
        lock (Naming)
        {
            return fleet.WeChat.Users.Add($"o-user-{++s_users}");
        }
    }
}

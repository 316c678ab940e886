using WeChatMini.Sdk.AspNetCore.Tests.Support;
using WeChatMini.Sdk.Login;
using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.Contract;

public abstract partial class HttpContract
{
    [Theory]
    [InlineData(40029, 401, "login_again")]
    [InlineData(40163, 401, "login_again")]
    [InlineData(40226, 403, "blocked")]
    [InlineData(45011, 429, "slow_down")]
    [InlineData(-1, 503, "busy")]
    [InlineData(40013, 500, "misconfigured")]
    [InlineData(40125, 500, "misconfigured")]
    [InlineData(40164, 500, "misconfigured")]
    [InlineData(98765, 500, "misconfigured")]
    public async Task What_WeChat_refuses_is_answered_by_its_kind_with_its_errcode(int errorCode, int status, string code)
    {
        Stage.NextLoginIsRefused(errorCode);
        (await SendAsync(Message.Login(Stage.CodeOf("o-alice")))).IsProblem(status, code, errorCode);
        Assert.Equal(0, Stage.Store.Calls);
    }

    [Fact]
    public async Task What_only_an_operator_can_mend_is_told_without_detail()
    {
        Stage.NextLoginIsRefused(40164);
        var answer = await SendAsync(Message.Login(Stage.CodeOf("o-alice")));

        Assert.Equal(["title", "status", "code", "errcode"], answer.Json.EnumerateObject().Select(property => property.Name));
        Assert.DoesNotContain(Stage.WeChat.AppId, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var message = Message.Login(Stage.CodeOf("o-alice"));
        (await SendAsync(message)).SignedIn();

        (await SendAsync(message)).IsProblem(401, "login_again", 40163);
    }

    [Fact]
    public async Task A_code_that_WeChat_does_not_know_is_a_new_login()
    {
        (await SendAsync(Message.Login("0123456789abcdef0123456789abcdef"))).IsProblem(401, "login_again", 40029);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_leaves_the_outcome_unknown()
    {
        Stage.NextLoginIsAnsweredWithHtml();
        (await SendAsync(Message.Login(Stage.CodeOf("o-alice")))).IsProblem(503, "outcome_unknown");
    }

    [Fact]
    public async Task A_user_whom_the_application_refuses_is_told_the_reason()
    {
        Stage.OnLogin = _ => LoginDecision.Refuse("Members only.");
        var answer = await SendAsync(Message.Login(Stage.CodeOf("o-alice")));

        answer.IsProblem(403, "refused");
        Assert.Equal("Members only.", answer.Json.GetProperty("detail").GetString());
        Assert.Equal(0, Stage.Store.Calls);
    }

    [Fact]
    public async Task A_login_handler_that_throws_issues_nothing_and_tells_nothing()
    {
        Stage.OnLogin = _ => throw new InvalidOperationException(StoreProbe.FailureText);
        (await SendAsync(Message.Login(Stage.CodeOf("o-alice")))).IsProblem(503, "busy");
        Assert.Equal(0, Stage.Store.Calls);
    }

    [Fact]
    public async Task More_than_a_kilobyte_of_claims_issues_nothing()
    {
        Stage.OnLogin = _ => LoginDecision.Accept(claims: new Dictionary<string, string> { ["k"] = new('v', LoginDecision.MaxClaimBytes) });
        (await SendAsync(Message.Login(Stage.CodeOf("o-alice")))).IsProblem(503, "busy");
        Assert.Equal(0, Stage.Store.Calls);
    }

    [Theory]
    [InlineData(StoreProbe.Trouble.Throws)]
    [InlineData(StoreProbe.Trouble.Hangs)]
    public async Task A_store_that_is_down_is_told_as_such_and_never_as_signed_out(StoreProbe.Trouble trouble)
    {
        var token = await TokenOfAsync("o-alice");
        Stage.Store.State = trouble;

        foreach (var message in new[] { Message.Session(token), Message.Logout(token), Message.LogoutEverywhere(token), Message.Login(Stage.CodeOf("o-alice")), Message.Login(Stage.CodeOf("o-alice"), token) })
        {
            (await Stage.SendOverTimeAsync(_door!, message)).IsProblem(503, "store_unavailable");
        }

        Stage.Store.State = StoreProbe.Trouble.None;
        Assert.Equal(200, (await SendAsync(Message.Session(await TokenOfAsync("o-bob")))).Status);
    }

    [Theory]
    [InlineData("GET", "/wx/login", "POST")]
    [InlineData("PUT", "/wx/login", "POST")]
    [InlineData("DELETE", "/wx/session", "GET")]
    [InlineData("POST", "/wx/session", "GET")]
    [InlineData("GET", "/wx/logout", "POST")]
    public async Task A_wrong_method_is_told_the_right_one(string method, string path, string allowed)
    {
        var answer = await SendInVainAsync(new Message(method, path));

        answer.IsProblem(405, "method_not_allowed");
        Assert.Equal(allowed, answer.Headers["Allow"]);
    }

    [Theory]
    [InlineData("/wx/nothing")]
    [InlineData("/wx")]
    [InlineData("/login")]
    [InlineData("/wx/login/more")]
    public async Task A_path_that_is_not_of_the_contract_is_not_found(string path)
    {
        Assert.Equal(404, (await SendInVainAsync(Message.Post(path, """{"code":"c"}"""))).Status);
    }
}

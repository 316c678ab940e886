using WeChatMini.Sdk.Login;
using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.Contract;

public abstract partial class HttpContract
{
    [Fact]
    public async Task A_session_answers_with_both_ends_and_its_claims()
    {
        var answer = await SendAsync(Message.Session(await TokenOfAsync("o-alice")));

        Assert.Equal(200, answer.Status);
        Assert.Equal(["expiresAt", "idleExpiresAt", "claims"], answer.Json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(Stage.Clock.GetUtcNow().AddDays(30), Time(answer.Json, "expiresAt"));
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task A_session_shows_the_claims_that_the_app_exposes_and_no_other()
    {
        Stage.OnLogin = _ => LoginDecision.Accept(claims: new Dictionary<string, string> { ["tier"] = "gold", ["credit"] = "bad" });
        var answer = await SendAsync(Message.Session(await TokenOfAsync("o-alice")));

        Assert.Equal("""{"tier":"gold"}""", answer.Json.GetProperty("claims").GetRawText());
    }

    [Fact]
    public async Task The_idle_end_moves_with_use_and_the_absolute_end_stays()
    {
        var token = await TokenOfAsync("o-alice");
        var before = (await SendAsync(Message.Session(token))).Json;
        Stage.Clock.Advance(TimeSpan.FromDays(1));
        var after = (await SendAsync(Message.Session(token))).Json;

        Assert.Equal(Time(before, "idleExpiresAt").AddDays(1), Time(after, "idleExpiresAt"));
        Assert.Equal(Time(before, "expiresAt"), Time(after, "expiresAt"));
    }

    [Fact]
    public async Task A_session_that_was_idle_too_long_is_over()
    {
        var token = await TokenOfAsync("o-alice");
        Stage.Clock.Advance(TimeSpan.FromDays(3));

        (await SendAsync(Message.Session(token))).IsProblem(401, "login_again");
    }

    [Theory]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    public async Task The_word_Bearer_may_be_written_in_any_case(string word)
    {
        var token = await TokenOfAsync("o-alice");
        Assert.Equal(200, (await SendAsync(Message.Session(null) with { Authorization = $"{word} {token}" })).Status);
    }

    [Fact]
    public async Task After_a_logout_the_token_is_worth_nothing()
    {
        var token = await TokenOfAsync("o-alice");
        var answer = await SendAsync(Message.Logout(token));

        Assert.Equal((204, ""), (answer.Status, answer.Text));
        (await SendAsync(Message.Session(token))).IsProblem(401, "login_again");
    }

    [Fact]
    public async Task A_second_logout_is_no_failure()
    {
        var token = await TokenOfAsync("o-alice");
        await SendAsync(Message.Logout(token));

        Assert.Equal(204, (await SendAsync(Message.Logout(token))).Status);
        Assert.Equal(204, (await SendAsync(Message.LogoutEverywhere(token))).Status);
    }

    [Fact]
    public async Task A_logout_everywhere_ends_all_sessions_of_the_user_and_of_nobody_else()
    {
        var (phone, tablet, bob) = (await TokenOfAsync("o-alice"), await TokenOfAsync("o-alice"), await TokenOfAsync("o-bob"));

        Assert.Equal(204, (await SendAsync(Message.LogoutEverywhere(phone))).Status);
        (await SendAsync(Message.Session(phone))).IsProblem(401, "login_again");
        (await SendAsync(Message.Session(tablet))).IsProblem(401, "login_again");
        Assert.Equal(200, (await SendAsync(Message.Session(bob))).Status);
    }

    [Fact]
    public async Task A_plain_logout_leaves_the_other_sessions_of_the_user()
    {
        var (phone, tablet) = (await TokenOfAsync("o-alice"), await TokenOfAsync("o-alice"));
        await SendAsync(Message.Post("/wx/logout", """{"everywhere":false}""", phone));

        Assert.Equal(200, (await SendAsync(Message.Session(tablet))).Status);
    }

    [Fact]
    public async Task An_ended_token_cannot_end_the_other_sessions_of_the_user()
    {
        var (phone, tablet) = (await TokenOfAsync("o-alice"), await TokenOfAsync("o-alice"));
        await SendAsync(Message.Logout(phone));
        await SendAsync(Message.LogoutEverywhere(phone));

        Assert.Equal(200, (await SendAsync(Message.Session(tablet))).Status);
    }
}

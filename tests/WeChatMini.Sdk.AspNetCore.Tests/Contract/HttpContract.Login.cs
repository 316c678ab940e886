using System.Globalization;
using System.Text.Json;
using WeChatMini.Sdk.Login;
using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.Contract;

public abstract partial class HttpContract
{
    [Fact]
    public async Task A_login_answers_with_exactly_the_token_and_both_ends()
    {
        var answer = await SendAsync(Message.Login(Stage.CodeOf("o-alice")));

        Assert.Equal(200, answer.Status);
        Assert.Equal(["token", "expiresAt", "idleExpiresAt"], answer.Json.EnumerateObject().Select(property => property.Name));
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
        Assert.Matches("^[A-Za-z0-9_-]{64}$", answer.Token);
    }

    [Fact]
    public async Task The_ends_of_a_login_are_in_UTC_and_say_what_the_options_say()
    {
        var answer = await SendAsync(Message.Login(Stage.CodeOf("o-alice")));

        Assert.Equal(Stage.Clock.GetUtcNow().AddDays(30), Time(answer.Json, "expiresAt"));
        Assert.Equal(Stage.Clock.GetUtcNow().AddDays(3), Time(answer.Json, "idleExpiresAt"));
    }

    [Fact]
    public async Task A_login_is_kept_in_no_cache()
    {
        Assert.Equal("no-store", (await SendAsync(Message.Login(Stage.CodeOf("o-alice")))).Headers["Cache-Control"]);
    }

    [Fact]
    public async Task A_login_does_not_tell_who_the_user_is()
    {
        Stage.OnLogin = _ => LoginDecision.Accept("user-7", new Dictionary<string, string> { ["tier"] = "gold" });
        var answer = await SendAsync(Message.Login(Stage.CodeOf("o-alice")));

        Assert.Equal(200, answer.Status);
        Assert.DoesNotContain("o-alice", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("user-7", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("gold", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_logins_of_a_user_are_two_sessions()
    {
        var (phone, tablet) = (await TokenOfAsync("o-alice"), await TokenOfAsync("o-alice"));

        Assert.NotEqual(phone, tablet);
        Assert.Equal(200, (await SendAsync(Message.Session(phone))).Status);
        Assert.Equal(200, (await SendAsync(Message.Session(tablet))).Status);
    }

    [Fact]
    public async Task A_login_that_presents_an_old_token_ends_its_session()
    {
        var old = await TokenOfAsync("o-alice");
        var fresh = await TokenOfAsync("o-alice", presented: old);

        (await SendAsync(Message.Session(old))).IsProblem(401, "login_again");
        Assert.Equal(200, (await SendAsync(Message.Session(fresh))).Status);
    }

    [Fact]
    public async Task A_login_that_presents_a_malformed_token_is_a_login()
    {
        Assert.NotEmpty(await TokenOfAsync("o-alice", presented: "left over from another backend"));
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON")]
    public async Task A_content_type_may_be_written_in_every_way_that_means_JSON(string contentType)
    {
        (await SendAsync(Message.Login(Stage.CodeOf("o-alice")) with { ContentType = contentType })).SignedIn();
    }

    private static DateTimeOffset Time(JsonElement json, string name)
    {
        var text = json.GetProperty(name).GetString()!;
        Assert.EndsWith("Z", text, StringComparison.Ordinal);
        return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
    }
}

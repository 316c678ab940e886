using SessionStores;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.Support;

/// <summary>Real logins with a renewed session_key, a touch and a rotation, after which all that is stored is searched.</summary>
internal static class LoginsInClear
{
    /// <param name="use">Says where sessions are kept.</param>
    /// <param name="dumpAsync">Returns everything that is stored, bytes as Latin-1.</param>
    public static async Task AssertNoneAsync(Action<WeChatMiniBuilder> use, Func<Task<string>> dumpAsync)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var weChat = FakeWeChat.Start();
        await using var app = new LoggedInClient(weChat, use);
        List<string> secrets = [weChat.AppSecret];
        for (var login = 0; login < 20; login++)
        {
            var user = weChat.Users.Find($"o-user-{login / 2}") ?? weChat.Users.Add($"o-user-{login / 2}");
            var token = (await app.Client.LoginAsync(user.NextLoginCode(), cancellationToken)).Token;
            secrets.AddRange([token, user.SessionKey]);
            app.Clock.Advance(TimeSpan.FromHours(2));
            Assert.NotNull(await app.Client.Sessions.ValidateAsync(token, cancellationToken));
            secrets.Add((await app.Client.Sessions.RotateAsync(token, cancellationToken)).Token);
        }

        var dump = await dumpAsync();

        // What is no secret is there, so the search can find something.
        Assert.Contains("o-user-3", dump, StringComparison.Ordinal);
        Assert.Contains(weChat.AppId, dump, StringComparison.Ordinal);

        // A token begins with the user's handle, which is the key and no secret.
        Secrets.AssertNone(dump, secrets.Concat(secrets.Where(secret => secret.Length == 64).Select(token => token[24..])));
    }
}

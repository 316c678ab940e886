namespace WeChatMini.FakeWeChat;

internal static class Greeting
{
    /// <summary>Says where it listens, on a line of its own that scripts wait for, and how to log in.</summary>
    public static async Task WriteAsync(TextWriter output, Uri address, string appId, string appSecret)
    {
        var origin = address.GetLeftPart(UriPartial.Authority);
        await output.WriteLineAsync($"FakeWeChat listening on {origin}").ConfigureAwait(false);
        await output.FlushAsync().ConfigureAwait(false);
        await output.WriteLineAsync($$"""
              AppID {{appId}}, AppSecret {{appSecret}} (not a real one, so it may be shown)
              A user:       curl -X POST {{origin}}/_fake/users -d '{"openid":"o-alice"}'
              A login code: curl -X POST {{origin}}/_fake/users/o-alice/code
              Ctrl-C ends it.
            """).ConfigureAwait(false);
        await output.FlushAsync().ConfigureAwait(false);
    }
}

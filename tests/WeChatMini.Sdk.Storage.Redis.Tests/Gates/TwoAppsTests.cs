using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Storage.Redis.Tests.Support;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Gates;

/// <summary>Gate G28: two mini-programs over one Redis.</summary>
public sealed class TwoAppsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Neither_ever_sees_the_other_ones_token()
    {
        await using var instances = await Instances.StartAsync();
        using var http = new HttpClient { BaseAddress = instances.WeChat.BaseAddress };
        instances.WeChat.Apis.Add("/wxa/whose", static request => FakeApiAnswer.Json(request.App.AppId));
        FakeApp[] apps = [instances.WeChat.Apps.Find(instances.WeChat.AppId)!, instances.WeChat.Apps.Add("wx00000000000000bb", "another-secret")];
        var owners = new Dictionary<string, string>();
        IAccessTokenProvider[] warm = [New(0), New(1)];
        var random = new Random(28);
        var operations = Long.Or(4000, 100_000);
        for (var operation = 0; operation < operations; operation++)
        {
            var which = random.Next(2);
            switch (random.Next(200))
            {
                case 0:
                    instances.WeChat.Clock.Advance(TimeSpan.FromSeconds(random.Next(7200)));
                    break;
                case 1:
                    var ended = (await warm[which].GetTokenAsync(Cancellation)).Value;
                    apps[which].Tokens.InvalidateAll();
                    warm[which].Invalidate(ended);
                    break;
                case < 20:
                    await instances.EndAsync(warm[which]);
                    warm[which] = New(which);
                    break;
            }

            var token = (await warm[which].GetTokenAsync(Cancellation)).Value;
            if (!owners.TryGetValue(token, out var owner))
            {
                owner = owners[token] = await http.GetStringAsync(new Uri($"wxa/whose?access_token={token}", UriKind.Relative), Cancellation);
            }

            // A cold instance may find one that WeChat ended; whose it was is known from before.
            Assert.Equal(apps[which].AppId, owner);
        }

        Figures.Report($"G28: {operations} operations of two apps over one Redis, {owners.Count} tokens, 0 cross-reads");
        Assert.True(owners.Count > 20);

        IAccessTokenProvider New(int which) => instances.New(apps[which].AppId, apps[which].AppSecret);
    }
}

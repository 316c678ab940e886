using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.LeakTests.Tokens;

namespace WeChatMini.Sdk.LeakTests.Modes;

/// <summary>Access tokens and the application's own calls of server APIs: first with all that is wrong in the mode, then with tokens that can be had.</summary>
internal sealed class TokenOperations(Scene scene, ILeakHost host, Caller caller)
{
    /// <summary>Longer than any failure is remembered and shorter than a token lives.</summary>
    private static readonly TimeSpan PastFailures = TimeSpan.FromMinutes(80);

    private static readonly ApiQuestion Question = new("text of a user, to be checked");

    private IAccessTokenProvider Tokens => host.Client.AccessTokens;

    private ApiClient Typed => scene.Services!.GetRequiredService<ApiClient>();

    private IRefitApi Refit => scene.Services!.GetRequiredService<IRefitApi>();

    /// <summary>Gets a token while all is well, if it ever is.</summary>
    public async Task WarmAsync()
    {
        await ComeThroughThePlatformAsync();
        await GetAsync("first token");
    }

    public async Task RunAsync()
    {
        scene.Clock.Advance(PastFailures);
        await ComeThroughThePlatformAsync();
        if (await GetAsync("token before its end") is { } token)
        {
            Tokens.Invalidate(token.Value);
        }

        await GetAsync("token in trouble");
        await GetAsync("token while a failure is remembered");
        await caller.TryApiAsync("API in trouble", () => Typed.Http.GetStringAsync("/wxa/query"));
        await caller.TryApiAsync("Refit in trouble", () => Refit.CheckAsync(Question, CancellationToken.None));
        scene.Clock.Advance(PastFailures);
        await caller.TryAsync("forced refresh", () => Tokens.ForceRefreshAsync());
        await caller.TryAsync("forced refresh beyond the budget", () => Tokens.ForceRefreshAsync());

        scene.MendTokens();
        scene.Clock.Advance(PastFailures);
        await ComeThroughThePlatformAsync();
        await GetAsync("token again");
        await TypedAsync();
        await RefitAsync();
        using var leaving = new CancellationTokenSource();
        var left = caller.TryApiAsync("API of a caller who leaves", () => Typed.Http.GetStringAsync("/wxa/query", leaving.Token), leaving.Token);
        await leaving.CancelAsync();
        await left;
    }

    private async Task<AccessToken?> GetAsync(string operation) => await caller.TryAsync(operation, () => Tokens.GetTokenAsync().AsTask());

    private async Task TypedAsync()
    {
        await caller.TryApiAsync("typed client, JSON", () => Typed.Http.GetFromJsonAsync("/wxa/query?word=a", ApiJson.Default.ApiAnswer));
        await caller.TryApiAsync("typed client, body", () => OwnMessages.SendAsync(scene, new HttpRequestMessage(HttpMethod.Post, "/wxa/msg_sec_check") { Content = JsonContent.Create(Question, ApiJson.Default.ApiQuestion) }, HttpCompletionOption.ResponseContentRead));
        await caller.TryApiAsync("typed client, bytes", () => Typed.Http.GetByteArrayAsync("/wxa/getwxacode"));
        await caller.TryApiAsync("typed client, stream", () => OwnMessages.SendAsync(scene, new HttpRequestMessage(HttpMethod.Get, "/wxa/getwxacode"), HttpCompletionOption.ResponseHeadersRead));
    }

    private async Task RefitAsync()
    {
        await caller.TryApiAsync("Refit, JSON", () => Refit.CheckAsync(Question, CancellationToken.None));
        await caller.TryApiAsync("Refit, response", async () =>
        {
            using var response = await Refit.QueryAsync("a");
            scene.Recording.AddObject(UserHandler.Response, "Refit", response.Headers);
            UserHandler.Record(scene.Recording, "of a Refit response", response.RequestMessage!);
            return response.Error is { } error ? throw error : response.Content;
        });
        await caller.TryApiAsync("Refit, stream", async () =>
        {
            await using var image = await Refit.ImageAsync();
            await image.CopyToAsync(Stream.Null);
            return image;
        });
    }

    /// <summary>On CloudRun the platform renews the file, and says with each request that comes in who its user is.</summary>
    private async Task ComeThroughThePlatformAsync()
    {
        scene.TokenFile?.Renew(scene.Secrets.CloudToken, scene.Clock.GetUtcNow());
        if (scene.Tokens == TokenSetup.CloudRun || scene.Tokens == TokenSetup.CloudRunFile)
        {
            await new PlatformOperations(scene, caller).RunAsync();
        }
    }
}

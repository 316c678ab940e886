// A server API that no client of the library has, called by two clients of your own: a typed HttpClient and a Refit interface.
// Neither knows of access tokens. In between, WeChat ends the token that they use; nobody notices.
using Microsoft.Extensions.DependencyInjection;
using Refit;
using ServerApi;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;

await using var weChat = FakeWeChat.Start();
TextCheckApi.AddTo(weChat);

// What you would write.
var services = new ServiceCollection();
services.AddWeChatMini(options =>
{
    options.AppId = weChat.AppId;
    options.AppSecret = weChat.AppSecret;
    options.BaseAddress = weChat.BaseAddress;
});
services.AddHttpClient<TextCheckClient>().AddWeChatMiniApi();
services.AddRefitGeneratedClient<ITextCheck>(_ => RefitSettings.ForJsonContext(TextCheckJsonContext.Default)).AddWeChatMiniApi();
await using var provider = services.BuildServiceProvider();
var typed = provider.GetRequiredService<TextCheckClient>();
var refit = provider.GetRequiredService<ITextCheck>();

Show("typed client", await typed.CheckAsync("hello"));
Show("Refit", await refit.CheckAsync(new TextToCheck { Content = "hello" }));

weChat.Tokens.InvalidateAll();
Show("typed client, after WeChat ended the token", await typed.CheckAsync("hello again"));
weChat.Tokens.InvalidateAll();
Show("Refit, after WeChat ended the token", await refit.CheckAsync(new TextToCheck { Content = "hello again" }));

// WeChat's errors are typed: here 40003, an openid that is not of this mini-program. Refit wraps every exception; the filter takes ours out.
try
{
    await refit.CheckAsync(new TextToCheck { Content = TextCheckApi.Refused });
    throw new InvalidOperationException("An error of WeChat was taken for an answer.");
}
catch (ApiRequestException exception) when (exception.InnerException is WeChatException failure)
{
    Console.WriteLine($"an error: {failure.Kind}, {failure.Message}");
}

var fetches = weChat.Journal.CallsTo("/cgi-bin/stable_token");
Console.WriteLine($"{fetches} access tokens were fetched: one at first, and one each time that WeChat had ended it");
return fetches == 3 ? 0 : 1;

static void Show(string who, TextVerdict verdict) => Console.WriteLine($"{who}: {verdict.Result?.Suggest}, trace {verdict.TraceId}");

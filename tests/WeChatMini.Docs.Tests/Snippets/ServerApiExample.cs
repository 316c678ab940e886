using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Refit;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Errors;

namespace Snippets;

internal static class ServerApiExample
{
    public static void AddTyped(WebApplicationBuilder builder)
    {
        #region server-api-typed
        builder.Services.AddHttpClient<TextCheckClient>().AddWeChatMiniApi();
        #endregion
    }

    public static void AddRefit(WebApplicationBuilder builder)
    {
        #region server-api-refit
        builder.Services.AddRefitGeneratedClient<ITextCheck>(_ => RefitSettings.ForJsonContext(TextCheckJsonContext.Default)).AddWeChatMiniApi();
        #endregion
    }

    public static async Task CatchAsync(TextCheckClient client)
    {
        #region server-api-error
        try
        {
            await client.CheckAsync("hello");
        }
        catch (WeChatException failure) when (failure.Kind == WeChatErrorKind.SlowDown)
        {
            await Task.Delay(failure.RetryAfter ?? TimeSpan.FromMinutes(1));
        }
        #endregion
    }

    public static async Task<string?> CatchRefitAsync(ITextCheck api, TextToCheck text)
    {
        #region server-api-refit-error
        try
        {
            return (await api.CheckAsync(text)).TraceId;
        }
        catch (ApiRequestException exception) when (exception.InnerException is WeChatException failure)
        {
            return failure.Message;
        }
        #endregion
    }

    public static async Task<string> TokenAsync(WeChatMini.Sdk.WeChatMiniClient weChat)
    {
        #region access-token
        AccessToken token = await weChat.AccessTokens.GetTokenAsync();
        #endregion
        return token.Value;
    }
}

#region server-api-client
internal sealed class TextCheckClient(HttpClient http)
{
    public async Task<TextVerdict?> CheckAsync(string content)
    {
        using var answer = await http.PostAsJsonAsync("/wxa/msg_sec_check", new TextToCheck { Content = content }, TextCheckJsonContext.Default.TextToCheck);
        return await answer.Content.ReadFromJsonAsync(TextCheckJsonContext.Default.TextVerdict);
    }
}
#endregion

#region server-api-interface
internal interface ITextCheck
{
    [Post("/wxa/msg_sec_check")]
    Task<TextVerdict> CheckAsync([Body(BodySerializationMethod.Serialized, buffered: true)] TextToCheck text);
}
#endregion

internal sealed class TextToCheck
{
    [JsonPropertyName("content")]
    public required string Content { get; init; }
}

internal sealed class TextVerdict
{
    [JsonPropertyName("trace_id")]
    public string? TraceId { get; set; }
}

[JsonSerializable(typeof(TextToCheck))]
[JsonSerializable(typeof(TextVerdict))]
internal sealed partial class TextCheckJsonContext : JsonSerializerContext;

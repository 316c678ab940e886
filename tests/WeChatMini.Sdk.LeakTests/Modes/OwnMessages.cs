using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.LeakTests.Tokens;

namespace WeChatMini.Sdk.LeakTests.Modes;

/// <summary>What an application holds in its hands that makes its own messages: both of them, also after the call.</summary>
internal static class OwnMessages
{
    public static async Task<HttpResponseMessage> SendAsync(Scene scene, HttpRequestMessage request, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead)
    {
        try
        {
            using var response = await scene.Services!.GetRequiredService<ApiClient>().Http.SendAsync(request, completion);
            UserHandler.Record(scene.Recording, "of the application's own", response);
            await using var body = await response.Content.ReadAsStreamAsync();
            await body.CopyToAsync(Stream.Null);
            UserHandler.Record(scene.Recording, "of the application's own, read to its end", response);
            return response;
        }
        finally
        {
            UserHandler.Record(scene.Recording, "of the application's own, after the call", request);
            request.Dispose();
        }
    }
}

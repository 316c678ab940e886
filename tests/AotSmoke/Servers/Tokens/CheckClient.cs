using System.Net.Http.Json;

namespace WeChatMini.AotSmoke;

/// <summary>The same server API as a typed client.</summary>
internal sealed class CheckClient(HttpClient http)
{
    public const string Path = "/wxa/msg_sec_check";

    public async Task<CheckAnswer?> CheckAsync(CheckQuestion question)
    {
        using var response = await http.PostAsJsonAsync(Path, question, CheckJson.Default.CheckQuestion);
        return await response.Content.ReadFromJsonAsync(CheckJson.Default.CheckAnswer);
    }
}

using System.Net.Http.Json;

namespace ServerApi;

/// <summary>The call as a typed client over <see cref="HttpClient"/>.</summary>
internal sealed class TextCheckClient(HttpClient http)
{
    public async Task<TextVerdict> CheckAsync(string content)
    {
        using var answer = await http.PostAsJsonAsync("/wxa/msg_sec_check", new TextToCheck { Content = content }, TextCheckJsonContext.Default.TextToCheck);
        return await answer.Content.ReadFromJsonAsync(TextCheckJsonContext.Default.TextVerdict) ?? throw new InvalidDataException("The answer is null.");
    }
}

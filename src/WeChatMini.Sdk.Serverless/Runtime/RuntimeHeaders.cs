using System.Globalization;

namespace WeChatMini.Sdk.Serverless.Runtime;

/// <summary>Reads the headers that come with an event.</summary>
internal static class RuntimeHeaders
{
    public static string? Text(this HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>A whole number, or null where the header is missing or is none.</summary>
    public static long? Number(this HttpResponseMessage answer, string name) =>
        long.TryParse(answer.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

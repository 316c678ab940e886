using System.Text;

namespace WeChatMini.Sdk.Testing;

/// <summary>What a server API of the fake answers.</summary>
/// <param name="contentType">The content type.</param>
/// <param name="body">The body.</param>
public sealed class FakeApiAnswer(string contentType, byte[] body)
{
    /// <summary>Gets the content type.</summary>
    public string ContentType { get; } = contentType;

    /// <summary>Gets the body.</summary>
    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>Gets headers besides the content type.</summary>
    /// <value>None by default.</value>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Makes a JSON answer.</summary>
    /// <param name="text">The JSON.</param>
    public static FakeApiAnswer Json(string text) => new("application/json; encoding=utf-8", Encoding.UTF8.GetBytes(text));
}

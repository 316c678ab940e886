using System.Text.Json;

namespace WeChatMini.Sdk.Signatures;

/// <summary>The AppKeys of one client. Prints nothing.</summary>
internal sealed class PayKeys(string live, string? sandbox)
{
    /// <summary>Whether a path is signed. WeChat's pages show no <c>pay_sig</c> on some <c>/xpay/</c> calls; one too many is ignored there, one too few is refused.</summary>
    public static bool AreFor(string path) =>
        path.StartsWith("/xpay/", StringComparison.Ordinal) || path.StartsWith("/wxa/game/", StringComparison.Ordinal) || path.StartsWith("/retail/B2b/", StringComparison.Ordinal);

    /// <summary>Signs a body with the key of the environment that it names: <c>"env": 1</c> is the sandbox.</summary>
    /// <exception cref="InvalidOperationException">It names the sandbox, for which there is no key.</exception>
    public string Sign(string path, ReadOnlySpan<byte> body) => PaySignature.Compute(
        !IsSandbox(body) ? live : sandbox ?? throw new InvalidOperationException("The body says \"env\": 1, and AddPaySignature was given no key of the sandbox."),
        path,
        body);

    private static bool IsSandbox(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("env"u8))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var env) && env == 1;
                }
            }
        }
        catch (JsonException)
        {
            // No JSON, such as an upload: there is one key for it.
        }

        return false;
    }
}

using System.Text;
using System.Text.Json;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.Signatures;

/// <summary>The AppKeys of one client or app. Prints nothing.</summary>
internal sealed class PayKeys
{
    private const string Merchants = "/retail/B2b/";

    private readonly byte[] _live;
    private readonly byte[] _sandbox;
    private readonly Dictionary<string, byte[]> _merchants;

    public PayKeys(string live, string? sandbox, IEnumerable<KeyValuePair<string, string>>? merchants = null)
    {
        _live = Encoding.UTF8.GetBytes(live);
        _sandbox = Encoding.UTF8.GetBytes(sandbox ?? "");
        _merchants = (merchants ?? []).ToDictionary(static pair => pair.Key, static pair => Encoding.UTF8.GetBytes(pair.Value), StringComparer.Ordinal);
    }

    /// <summary>The keys of an app's options; null when there are none.</summary>
    public static PayKeys? Of(WeChatPaymentOptions options) =>
        options.IsConfigured ? new PayKeys(options.AppKey, options.SandboxAppKey, options.MerchantAppKeys) : null;

    /// <summary>Whether a path is signed. WeChat's pages show no <c>pay_sig</c> on some <c>/xpay/</c> calls; one too many is ignored there, one too few is refused.</summary>
    public static bool AreFor(string path) =>
        path.StartsWith("/xpay/", StringComparison.Ordinal) || path.StartsWith("/wxa/game/", StringComparison.Ordinal) || path.StartsWith(Merchants, StringComparison.Ordinal);

    /// <summary>Signs a body with the key of the environment that it names, <c>"env": 1</c> being the sandbox, or of the merchant.</summary>
    /// <exception cref="WeChatException">There is none.</exception>
    public string Sign(string path, ReadOnlySpan<byte> body)
    {
        var (isSandbox, merchant) = Read(body);
        var key = merchant is not null && path.StartsWith(Merchants, StringComparison.Ordinal) && _merchants.TryGetValue(merchant, out var own) ? own : isSandbox ? _sandbox : _live;
        return key.Length > 0 ? PaySignature.Compute(key, path, body)
            : isSandbox ? throw NoSandbox("body says \"env\": 1")
            : throw Missing();
    }

    /// <summary>The key of Midas, WeChat's first payment, whose sandbox is in the path.</summary>
    /// <exception cref="WeChatException">There is none.</exception>
    public byte[] Midas(string path)
    {
        var isSandbox = path.Contains("/sandbox/", StringComparison.Ordinal);
        return (isSandbox ? _sandbox : _live) is { Length: > 0 } key ? key : throw (isSandbox ? NoSandbox("path has /sandbox/ in it") : Missing());
    }

    public static WeChatException Missing() =>
        new(WeChatErrorKind.Misconfigured, "This call is signed with an AppKey, and there is none for it. Set Payment:AppKey, or for the B2B assistant Payment:MerchantAppKeys, to the AppKey in the console.");

    private static WeChatException NoSandbox(string why) =>
        new(WeChatErrorKind.Misconfigured, $"The {why}, and there is no AppKey of the sandbox: give it to AddPaySignature, or set Payment:SandboxAppKey.");

    private static (bool IsSandbox, string? Merchant) Read(ReadOnlySpan<byte> body)
    {
        var (isSandbox, hasEnvironment, merchant) = (false, false, (string?)null);
        try
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                {
                    continue;
                }

                if (!hasEnvironment && reader.ValueTextEquals("env"u8))
                {
                    hasEnvironment = reader.Read();
                    isSandbox = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var env) && env == 1;
                }
                else if (reader.ValueTextEquals("mchid"u8) && reader.Read())
                {
                    merchant = reader.TokenType switch
                    {
                        JsonTokenType.String => reader.GetString(),
                        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
                        _ => null,
                    };
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, such as an upload: there is one key for it.
        }

        return (isSandbox, merchant);
    }
}

using Microsoft.Extensions.Options;

namespace WeChatMini.Sdk.Apps;

/// <summary>The options of a client without a container: one set, checked once.</summary>
internal sealed class FixedOptions : IOptionsMonitor<WeChatMiniOptions>
{
    public FixedOptions(WeChatMiniOptions options)
    {
        if (new WeChatMiniOptionsValidator().Validate("", options) is { Failed: true } result)
        {
            throw new Errors.WeChatException(Errors.WeChatErrorKind.Misconfigured, string.Join(" ", result.Failures));
        }

        CurrentValue = options;
    }

    public WeChatMiniOptions CurrentValue { get; }

    public WeChatMiniOptions Get(string? name) => CurrentValue;

    public IDisposable? OnChange(Action<WeChatMiniOptions, string?> listener) => null;
}

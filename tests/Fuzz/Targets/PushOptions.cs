using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WeChatMini.Fuzz.Support;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Apps;

namespace WeChatMini.Fuzz.Targets;

/// <summary>
/// What an operator sets, one per line: EncodingAESKey, Token, an earlier EncodingAESKey, a key of the ring. What is valid opens pushes that
/// were sealed with it; what is not changes nothing.
/// </summary>
internal sealed class PushOptions : IFuzzTarget
{
    private readonly ReloadedOptions _options = new();
    private readonly PushLine _line;
    private string _key = App.PushKey;
    private string _token = App.PushToken;

    public PushOptions() => _line = new PushLine(build: builder => builder.Services.AddSingleton<IOptionsMonitor<WeChatMiniOptions>>(_options));

    public bool Run(ReadOnlySpan<byte> input)
    {
        var lines = Encoding.UTF8.GetString(input).Split('\n');
        var options = App.CreateOptions();
        options.Push.EncodingAESKey = lines[0];
        options.Push.Token = lines.Length > 1 ? lines[1] : App.PushToken;
        if (options.Push is { Token: "", EncodingAESKey: "" })
        {
            // Then there is no push at all, as documented.
            return false;
        }

        if (lines.Length > 2)
        {
            options.Push.PreviousEncodingAESKeys.Add(lines[2]);
        }

        if (lines.Length > 3)
        {
            options.SessionKeyRing.Add(lines[3]);
        }

        if (_options.Reload(options) && lines[0].Length > 0)
        {
            (_key, _token) = (lines[0], options.Push.Token);
        }

        var sealedMessage = PushSealing.Encrypt(PushSealing.Wrap("<xml></xml>"u8), _key);
        Check.That(_line.SendSealed(sealedMessage, _token) is not null, "A push that was sealed with the key in force was refused.");
        if (_options.Current == options && lines.Length > 2)
        {
            Check.That(_line.SendSealed(PushSealing.Encrypt(PushSealing.Wrap("<xml></xml>"u8), lines[2]), _token) is not null, "A push that was sealed with an earlier key was refused.");
        }

        return _options.Current == options;
    }

    private sealed class ReloadedOptions : IOptionsMonitor<WeChatMiniOptions>
    {
        private OptionsValidationException? _refusal;

        public WeChatMiniOptions Current { get; private set; } = App.CreateOptions();

        public WeChatMiniOptions CurrentValue => Get("");

        public bool Reload(WeChatMiniOptions options)
        {
            var result = new WeChatMiniOptionsValidator().Validate("", options);
            _refusal = result.Failed ? new OptionsValidationException("", typeof(WeChatMiniOptions), result.Failures) : null;
            Current = result.Failed ? Current : options;
            return !result.Failed;
        }

        public WeChatMiniOptions Get(string? name) => _refusal is null ? Current : throw _refusal;

        public IDisposable? OnChange(Action<WeChatMiniOptions, string?> listener) => null;
    }
}

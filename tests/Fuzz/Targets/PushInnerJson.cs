using WeChatMini.Fuzz.Support;

namespace WeChatMini.Fuzz.Targets;

/// <summary>A message in JSON, properly sealed and signed.</summary>
internal sealed class PushInnerJson : IFuzzTarget
{
    private readonly PushLine _line = new();

    public bool Run(ReadOnlySpan<byte> input)
    {
        if (input.IndexOf((byte)'{') >= 0
            && _line.SendSealed(PushSealing.Encrypt(PushSealing.Wrap(input))) is not null && _line.Handled is { Format: Sdk.Push.PushFormat.Json })
        {
            using var _ = JsonOracle.Parse(input.ToArray(), 16);
            return true;
        }

        return false;
    }
}

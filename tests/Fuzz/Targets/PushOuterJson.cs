using WeChatMini.Fuzz.Support;

namespace WeChatMini.Fuzz.Targets;

/// <summary>The body of a push as it arrives, in JSON. In plain mode, where there is nothing between it and the handlers.</summary>
internal sealed class PushOuterJson : IFuzzTarget
{
    private readonly PushLine _line = new(static options => options.Push.AllowUnauthenticatedBody = true);

    public bool Run(ReadOnlySpan<byte> input)
    {
        if (input.IndexOf((byte)'{') < 0)
        {
            return false;
        }

        var body = input.ToArray();
        if (_line.SendPlain(body) is { } answer && _line.Handled is { Format: Sdk.Push.PushFormat.Json })
        {
            using var _ = JsonOracle.Parse(body, 8);
            PushReplies.AreWellFormed(answer);
            return true;
        }

        return false;
    }
}

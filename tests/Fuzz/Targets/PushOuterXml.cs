using WeChatMini.Fuzz.Support;

namespace WeChatMini.Fuzz.Targets;

/// <summary>The body of a push as it arrives, in XML. In plain mode, where there is nothing between it and the handlers.</summary>
internal sealed class PushOuterXml : IFuzzTarget
{
    private readonly PushLine _line = new(static options => options.Push.AllowUnauthenticatedBody = true);

    public bool Run(ReadOnlySpan<byte> input)
    {
        if (input.IndexOf((byte)'<') < 0)
        {
            return false;
        }

        if (_line.SendPlain(input.ToArray()) is { } answer && _line.Handled is { Format: Sdk.Push.PushFormat.Xml } push)
        {
            XmlOracle.Agree(input, push.Document);
            PushReplies.AreWellFormed(answer);
            return true;
        }

        return false;
    }
}

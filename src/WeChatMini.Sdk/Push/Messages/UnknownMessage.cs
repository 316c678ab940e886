using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Messages;

/// <summary>A push of a kind that this version has no class for, or that has none at all: <see cref="PushMessage.Document"/> has everything.</summary>
public sealed class UnknownMessage : PushMessage
{
    internal UnknownMessage(PushDocument document)
        : base(document)
    {
    }
}

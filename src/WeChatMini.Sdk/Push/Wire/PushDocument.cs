namespace WeChatMini.Sdk.Push.Wire;

/// <summary>A document that was read.</summary>
internal sealed record PushDocument(PushFormat Format, ReadOnlyMemory<byte> Source, PushElement Root);

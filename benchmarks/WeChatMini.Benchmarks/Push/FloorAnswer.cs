namespace WeChatMini.Benchmarks.Push;

/// <summary>What goes back to WeChat.</summary>
internal sealed record FloorAnswer(int Status, string ContentType, ReadOnlyMemory<byte> Body);

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>One text that one sink received.</summary>
internal readonly record struct Entry(string Sink, string Part, string Text);

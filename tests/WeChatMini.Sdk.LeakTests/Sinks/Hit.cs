using WeChatMini.Sdk.LeakTests.Canaries;

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>A canary in a sink.</summary>
internal sealed record Hit(string Sink, string Part, Canary Canary, string Text)
{
    private const int Shown = 240;

    public override string ToString() => $"{Canary.Name} in {Sink} / {Part}: {(Text.Length > Shown ? Text[..Shown] + "…" : Text)}";
}

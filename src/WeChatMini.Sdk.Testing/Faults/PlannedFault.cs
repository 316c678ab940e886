namespace WeChatMini.Sdk.Testing.Faults;

/// <summary>A fault, the path that it is for, and how often it still happens.</summary>
internal sealed class PlannedFault(FakeFault fault, string? path, int left)
{
    public FakeFault Fault => fault;

    public string? Path => path;

    public int Left { get; set; } = left;

    public bool Covers(string requestPath) => path is null || path == requestPath;
}

namespace WeChatMini.Sdk.CloudRun;

/// <summary>Says that a mini-program runs in CloudRun, for those who must know all that do.</summary>
internal sealed record CloudRunApp(string Name, CloudRunOptions Options);

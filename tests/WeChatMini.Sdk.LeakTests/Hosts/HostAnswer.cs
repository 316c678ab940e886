namespace WeChatMini.Sdk.LeakTests.Hosts;

/// <summary>An HTTP answer as the client receives it.</summary>
internal sealed record HostAnswer(int Status, string Headers, byte[] Body);

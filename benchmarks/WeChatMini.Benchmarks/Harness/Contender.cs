namespace WeChatMini.Benchmarks.Harness;

/// <summary>One way to do the work, with its name in the table.</summary>
internal sealed record Contender(string Name, Func<Task> Call);

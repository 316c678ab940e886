namespace WeChatMini.Benchmarks.Stores;

/// <summary>One way to use a database.</summary>
/// <param name="Name">For the table.</param>
/// <param name="IsWrite">Whether it is a login.</param>
/// <param name="Bare">The index of the bare call that stands beside it.</param>
/// <param name="Floor">The index of the same work by hand, to which the limit is held; null for a floor.</param>
internal sealed record StoreContender(string Name, bool IsWrite, int Bare, int? Floor);

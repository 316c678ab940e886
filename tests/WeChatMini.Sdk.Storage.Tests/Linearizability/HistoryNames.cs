using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Linearizability;

/// <summary>The user of a history and the tokens that it may name. Every history has its own, so that all can share one store.</summary>
internal sealed class HistoryNames
{
    public const int Slots = 6;

    public UserHandle User { get; } = Sample.NewUser();

    public TokenHash[] Tokens { get; } = [.. Enumerable.Range(0, Slots).Select(_ => Sample.NewToken())];

    public SessionAddress Address(int slot) => new(User, Tokens[slot]);
}

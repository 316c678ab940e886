namespace WeChatMini.Sdk.Testing.State;

/// <summary>What came of spending a code: a user, or the reason why not.</summary>
internal readonly record struct Redemption(FakeUser? User, RedemptionFault Fault)
{
    public static Redemption Invalid { get; } = new(null, RedemptionFault.Invalid);

    public static Redemption AlreadyUsed { get; } = new(null, RedemptionFault.AlreadyUsed);
}

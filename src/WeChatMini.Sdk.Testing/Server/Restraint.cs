using System.Diagnostics.CodeAnalysis;

namespace WeChatMini.Sdk.Testing.Server;

/// <summary>Something that holds requests back until it is lifted, once and for all.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A source without timer or links holds nothing to dispose, and late requests may still look at its token.")]
internal sealed class Restraint
{
    private readonly CancellationTokenSource _lifted = new();

    public CancellationToken Lifted => _lifted.Token;

    public void Lift() => _lifted.Cancel();
}

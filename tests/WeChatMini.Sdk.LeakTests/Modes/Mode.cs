using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Upstream;

namespace WeChatMini.Sdk.LeakTests.Modes;

/// <summary>One way in which the surroundings misbehave.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Break">Makes it so, after a session has been made while all was well.</param>
internal sealed record Mode(string Name, Action<Scene> Break)
{
    /// <summary>Chooses other addresses before the application starts, when nothing is ever well.</summary>
    public Action<Scene> Before { get; init; } = static _ => { };

    /// <summary>WeChat's answer, where that is what is wrong.</summary>
    public Func<Scene, Func<StubExchange, Task<bool>>>? Reply { get; init; }

    /// <summary>Whether what is wrong is what the client sends.</summary>
    public bool BadInput { get; init; }

    /// <summary>Whether pushes in every mode and format come, rather than one.</summary>
    public bool EveryPush { get; init; }

    /// <summary>How many times the operations run; more opens the circuit breaker.</summary>
    public int Rounds { get; init; } = 1;

    public override string ToString() => Name;
}

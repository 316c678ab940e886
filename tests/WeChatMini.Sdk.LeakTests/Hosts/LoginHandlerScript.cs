using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.Login;

namespace WeChatMini.Sdk.LeakTests.Hosts;

/// <summary>What the application's login handler does, for a mode to change.</summary>
internal sealed class LoginHandlerScript(Recording recording)
{
    public static readonly Func<LoginContext, CancellationToken, ValueTask<LoginDecision>> Accept = static (_, _) =>
        new(LoginDecision.Accept("user-7", new Dictionary<string, string> { ["role"] = "buyer", ["level"] = "3" }));

    public Func<LoginContext, CancellationToken, ValueTask<LoginDecision>> Decide { get; set; } = Accept;

    public async ValueTask<LoginDecision> RunAsync(LoginContext context, CancellationToken cancellationToken)
    {
        PublicTypeSink.Record(recording, context);
        PublicTypeSink.Record(recording, context.Identity);
        var decision = await Decide(context, cancellationToken);
        PublicTypeSink.Record(recording, decision);
        return decision;
    }
}

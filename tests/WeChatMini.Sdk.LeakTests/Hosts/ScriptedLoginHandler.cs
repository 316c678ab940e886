using WeChatMini.Sdk.Login;

namespace WeChatMini.Sdk.LeakTests.Hosts;

/// <summary>The application's login handler.</summary>
internal sealed class ScriptedLoginHandler(LoginHandlerScript script) : ILoginHandler
{
    public ValueTask<LoginDecision> HandleAsync(LoginContext context, CancellationToken cancellationToken) => script.RunAsync(context, cancellationToken);
}

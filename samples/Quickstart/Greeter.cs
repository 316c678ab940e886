using WeChatMini.Sdk.Login;

namespace Quickstart;

/// <summary>Decides who a WeChat user is to this application. A real one asks its database.</summary>
internal sealed class Greeter : ILoginHandler
{
    public ValueTask<LoginDecision> HandleAsync(LoginContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(LoginDecision.Accept(userId: context.Identity.OpenId == "o-alice" ? "alice" : "somebody"));
}

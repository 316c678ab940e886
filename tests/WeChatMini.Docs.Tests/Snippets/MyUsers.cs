using WeChatMini.Sdk.Login;

namespace Snippets;

#region login-handler
internal sealed class MyUsers(IUserDirectory users) : ILoginHandler
{
    public async ValueTask<LoginDecision> HandleAsync(LoginContext context, CancellationToken cancellationToken)
    {
        User user = await users.FindOrAddAsync(context.Identity.OpenId, context.Identity.UnionId, cancellationToken);
        if (user.IsClosed)
        {
            return LoginDecision.Refuse("This account is closed.");
        }

        return LoginDecision.Accept(user.Id, new Dictionary<string, string> { ["role"] = user.Role });
    }
}
#endregion

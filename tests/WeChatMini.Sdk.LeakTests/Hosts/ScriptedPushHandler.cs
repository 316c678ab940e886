using WeChatMini.Sdk.Push;
using WeChatMini.Sdk.Push.Messages;

namespace WeChatMini.Sdk.LeakTests.Hosts;

/// <summary>The application's handler of what users write, which runs before the one of everything.</summary>
internal sealed class ScriptedPushHandler(PushScript script) : IPushHandler<TextMessage>
{
    public ValueTask HandleAsync(TextMessage push, PushContext context, CancellationToken cancellationToken) => script.RunAsync(push, context, cancellationToken);
}

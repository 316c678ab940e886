namespace WeChatMini.Sdk.Push;

/// <summary>Handles pushes of one class; of every class when <typeparamref name="TPush"/> is <see cref="PushMessage"/>. Add it by <c>AddPushHandler</c>.</summary>
/// <typeparam name="TPush">What it handles.</typeparam>
public interface IPushHandler<in TPush>
    where TPush : PushMessage
{
    /// <summary>Handles one push. When it throws, WeChat is told nothing but a failure, sends the push again, and all handlers of it run again.</summary>
    /// <param name="push">The push, verified.</param>
    /// <param name="context">How it came, and the reply.</param>
    /// <param name="cancellationToken">Cancelled 4.5 seconds after the push came, or before the host ends the invocation: WeChat waits 5 seconds and sends again. Heed it; hand longer work to a queue.</param>
    ValueTask HandleAsync(TPush push, PushContext context, CancellationToken cancellationToken);
}

namespace WeChatMini.Sdk.Push.Dispatch;

/// <summary>One handler of one class of pushes. The handler is asked for from a scope only when there is something for it.</summary>
internal sealed record PushRoute(Predicate<PushMessage> Takes, Func<IServiceProvider, PushMessage, PushContext, CancellationToken, ValueTask> RunAsync);

namespace WeChatMini.Sdk.Push;

/// <summary>How a push came, and what WeChat is answered. All handlers of one push share it.</summary>
public sealed class PushContext
{
    private readonly PushMessage _push;

    internal PushContext(PushMessage push, string app, bool isAuthenticated)
    {
        _push = push;
        App = app;
        IsAuthenticated = isAuthenticated;
    }

    /// <summary>Gets the name under which the mini-program is configured; empty for the default one.</summary>
    public string App { get; }

    /// <summary>Gets whether the body was encrypted, and so signed. False in plain mode and in CloudRun.</summary>
    public bool IsAuthenticated { get; }

    /// <summary>Gets the reply as it stands; <see cref="PushReply.Success"/> until a handler sets another.</summary>
    public PushReply Reply { get; private set; } = PushReply.Success;

    /// <summary>Sets the reply; the last call counts. It is encrypted where the push was.</summary>
    /// <param name="reply">The reply.</param>
    /// <exception cref="InvalidOperationException">Customer service takes messages of users and no events.</exception>
    public void ReplyWith(PushReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        if (reply.NeedsUserMessage && !_push.IsOfUser)
        {
            throw new InvalidOperationException("Only a message of a user can be handed to customer service, not an event.");
        }

        Reply = reply;
    }
}

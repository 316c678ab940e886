namespace WeChatMini.Sdk.Testing;

/// <summary>The mode of message push, as the console offers it.</summary>
public enum FakePushMode
{
    /// <summary>Secure: <c>ToUserName</c> and <c>Encrypt</c>.</summary>
    Secure = 0,

    /// <summary>Compatible: the message in the clear and <c>Encrypt</c> beside it.</summary>
    Compatible,

    /// <summary>Plain: the message in the clear.</summary>
    Plain,
}

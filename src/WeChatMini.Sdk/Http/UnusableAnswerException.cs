using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.Http;

/// <summary>An answer that cannot be handed on. The message says why, completes "WeChat's answer …", and holds nothing of it.</summary>
internal sealed class UnusableAnswerException(string reason, WeChatErrorKind kind = WeChatErrorKind.OutcomeUnknown) : Exception(reason)
{
    public WeChatErrorKind Kind => kind;
}

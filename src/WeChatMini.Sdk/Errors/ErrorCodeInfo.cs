namespace WeChatMini.Sdk.Errors;

/// <summary>What one of WeChat's codes means and what to do about it.</summary>
internal readonly record struct ErrorCodeInfo(WeChatErrorKind Kind, string Meaning, string Advice);

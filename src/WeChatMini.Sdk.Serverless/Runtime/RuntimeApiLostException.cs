namespace WeChatMini.Sdk.Serverless.Runtime;

/// <summary>The runtime API is gone for good: the process has nothing left to do.</summary>
internal sealed class RuntimeApiLostException(string message, Exception? cause = null) : Exception(message, cause);

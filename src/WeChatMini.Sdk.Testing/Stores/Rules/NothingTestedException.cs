namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>The rule was tried and the calls never met: it says nothing about the store.</summary>
internal sealed class NothingTestedException(string message) : Exception(message);

namespace WeChatMini.Fuzz;

/// <summary>The library broke a promise.</summary>
internal sealed class FindingException(string message) : Exception(message);

namespace WeChatMini.Sdk.Apis.Tests.Core;

/// <summary>A field of an answer for which the public client has no place.</summary>
/// <param name="Reason">Why.</param>
/// <param name="HasEffect">Shows that it was read all the same. It gets the value that stood on the wire.</param>
internal sealed record Unseen(string Reason, Func<string, Task> HasEffect);

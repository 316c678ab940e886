namespace WeChatMini.Sdk.Http;

/// <summary>How much of an answer is read into memory.</summary>
/// <param name="Bytes">At most; more is an error.</param>
/// <param name="PassesOthers">Whether what is not a JSON object, such as an image, goes through as a stream of any size.</param>
/// <param name="Clock">By which such a stream's pauses are measured; the system's by default.</param>
internal readonly record struct BodyLimit(long Bytes, bool PassesOthers = false, TimeProvider? Clock = null);

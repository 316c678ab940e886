using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace WeChatMini.Sdk.Push.Deduplication;

/// <summary>
/// The key of a push. A message is its MsgId. An event is who, when and what, as WeChat's page has it, and all else that it says: two
/// orders of one user may be paid in one second. Only RetryTimes differs between attempts, and whether a number is quoted.
/// </summary>
internal static class PushIdentity
{
    /// <summary>WeChat asks for these again for hours, and not only until it is answered once.</summary>
    private static readonly TimeSpan LifeOfPayment = TimeSpan.FromHours(24);

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    public static string KeyOf(string appId, PushMessage push)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("wxmini push v1"u8);
        Add(hash, push.MessageType);
        Add(hash, push.EventName);
        if (push.MessageId is { Length: > 0 } id)
        {
            Add(hash, id);
        }
        else
        {
            Add(hash, push.Document);
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetCurrentHash(digest);
        return $"wxmini:push:{appId}:{Base64Url.EncodeToString(digest)}";
    }

    public static TimeSpan LifeOf(PushMessage push) =>
        push.EventName is { } name && (name.StartsWith("xpay_", StringComparison.Ordinal) || name.StartsWith("retail_", StringComparison.Ordinal)) ? LifeOfPayment : Life;

    private static void Add(IncrementalHash hash, PushElement element)
    {
        if (element.IsNamed("RetryTimes"))
        {
            return;
        }

        Add(hash, element.NameBytes);
        Add(hash, element.TextBytes.Span);
        hash.AppendData("("u8);
        foreach (var part in element.PartList ?? [])
        {
            Add(hash, part);
        }

        hash.AppendData(")"u8);
    }

    private static void Add(IncrementalHash hash, string? text) => Add(hash, Encoding.UTF8.GetBytes(text ?? ""));

    /// <summary>With its length in front, so that no two pushes are the same bytes.</summary>
    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> text)
    {
        hash.AppendData(BitConverter.GetBytes(text.Length));
        hash.AppendData(text);
    }
}

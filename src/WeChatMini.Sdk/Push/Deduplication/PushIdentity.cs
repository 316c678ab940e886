using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace WeChatMini.Sdk.Push.Deduplication;

/// <summary>
/// The key of a push. A message is its MsgId. An event is who, when and what, as WeChat's page has it, and all else that it says: two
/// orders of one user may be paid in one second. Only RetryTimes differs between attempts, and whether a number is quoted.
/// </summary>
internal static class PushIdentity
{
    private const int KeyCharacters = 43;

    /// <summary>WeChat asks for these again for hours, and not only until it is answered once.</summary>
    private static readonly TimeSpan LifeOfPayment = TimeSpan.FromHours(24);

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    public static string KeyOf(string appId, PushMessage push)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(push.Document, digest);
        Span<char> text = stackalloc char[KeyCharacters];
        Base64Url.EncodeToChars(digest, text);
        return $"wxmini:push:{appId}:{text}";
    }

    public static TimeSpan LifeOf(PushMessage push)
    {
        var name = TextOf(push.Document, "Event");
        return name.StartsWith("xpay_"u8) || name.StartsWith("retail_"u8) ? LifeOfPayment : Life;
    }

    private static void Hash(PushElement document, Span<byte> digest)
    {
        var bytes = new IdentityBytes();
        try
        {
            bytes.Add("wxmini push v1"u8);
            bytes.AddText(TextOf(document, "MsgType"));
            bytes.AddText(TextOf(document, "Event"));
            if (TextOf(document, "MsgId") is { IsEmpty: false } id)
            {
                bytes.AddText(id);
            }
            else
            {
                Add(ref bytes, document);
            }

            SHA256.HashData(bytes.Written, digest);
        }
        finally
        {
            bytes.Dispose();
        }
    }

    private static void Add(ref IdentityBytes bytes, PushElement element)
    {
        if (element.IsNamed("RetryTimes"))
        {
            return;
        }

        bytes.AddText(element.NameBytes);
        bytes.AddText(element.TextBytes.Span);
        bytes.Add("("u8);
        foreach (var part in CollectionsMarshal.AsSpan(element.PartList))
        {
            Add(ref bytes, part);
        }

        bytes.Add(")"u8);
    }

    private static ReadOnlySpan<byte> TextOf(PushElement document, string name) => document.Find(name) is { } part ? part.TextBytes.Span : default;
}

using System.Text;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.Support;

/// <summary>Looks for a secret as it is and as it would look in the usual encodings, from any offset.</summary>
internal static class Secrets
{
    /// <param name="dump">Everything that is stored, bytes as Latin-1.</param>
    /// <param name="secrets">What must not be in it.</param>
    public static void AssertNone(string dump, IEnumerable<string> secrets)
    {
        foreach (var disguise in secrets.SelectMany(Disguises))
        {
            Assert.DoesNotContain(disguise, dump, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static IEnumerable<string> Disguises(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return secret;
        yield return Convert.ToHexString(bytes);
        for (var offset = 0; offset < 3; offset++)
        {
            yield return Convert.ToBase64String(bytes.AsSpan(offset, (bytes.Length - offset) / 3 * 3));
        }

        // A token and a session_key are Base64 themselves, and may be stored as the bytes that they stand for.
        var standard = secret.Replace('-', '+').Replace('_', '/');
        var raw = new byte[secret.Length];
        if (Convert.TryFromBase64String(standard, raw, out var length) && length >= 16)
        {
            yield return Encoding.Latin1.GetString(raw, 0, length);
        }
    }
}

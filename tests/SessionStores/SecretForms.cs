using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections;
using System.Text;
using WeChatMini.Sdk.Sessions;

namespace SessionStores;

/// <summary>What secrets may look like in a dump: as text, as bytes, and in the usual encodings of both. It looks for many of them at once.</summary>
internal sealed class SecretForms
{
    private readonly HashSet<UInt128> _beginnings = [];

    /// <summary>By the first three bytes: most places of a dump need no second look.</summary>
    private readonly BitArray _starts = new(1 << 24);

    /// <summary>Adds the random part of a token: it begins with the user's handle, which is the key of the rows and no secret.</summary>
    public void AddToken(string token)
    {
        AddText(token[24..]);
        AddBytes(Base64Url.DecodeFromChars(token).AsSpan(UserHandle.Size));
    }

    /// <summary>Adds a session_key, which is Base64.</summary>
    public void AddKey(string sessionKey)
    {
        AddText(sessionKey);
        AddBytes(Convert.FromBase64String(sessionKey));
    }

    /// <summary>Adds a text of at least 16 characters of ASCII.</summary>
    public void AddText(string secret)
    {
        AddBytes(Encoding.UTF8.GetBytes(secret));
        Add(Encoding.Unicode.GetBytes(secret));
    }

    /// <summary>Adds at least 16 bytes.</summary>
    public void AddBytes(ReadOnlySpan<byte> secret)
    {
        Add(secret);
        Add(Encoding.UTF8.GetBytes(Convert.ToHexString(secret)));
        Add(Encoding.UTF8.GetBytes(Convert.ToHexStringLower(secret)));

        // Three bytes are four characters: what comes before the secret decides where it begins.
        for (var offset = 0; offset < 3; offset++)
        {
            var text = Convert.ToBase64String(secret.Slice(offset, 12));
            Add(Encoding.UTF8.GetBytes(text));
            Add(Encoding.UTF8.GetBytes(text.Replace('+', '-').Replace('/', '_')));
        }
    }

    /// <summary>Says whether any of them is in a dump.</summary>
    public bool AreIn(ReadOnlySpan<byte> dump)
    {
        for (var index = 0; index <= dump.Length - 16; index++)
        {
            if (_starts[Start(dump[index..])] && _beginnings.Contains(Beginning(dump[index..])))
            {
                return true;
            }
        }

        return false;
    }

    private static int Start(ReadOnlySpan<byte> bytes) => (bytes[0] << 16) | (bytes[1] << 8) | bytes[2];

    private static UInt128 Beginning(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt128BigEndian(bytes);

    private void Add(ReadOnlySpan<byte> form)
    {
        _beginnings.Add(Beginning(form));
        _starts[Start(form)] = true;
    }
}

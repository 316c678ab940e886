using System.Buffers.Binary;
using System.Text;
using WeChatMini.Sdk.Sessions;

namespace SessionStores;

/// <summary>What a token or a session_key may look like in a dump, and a search for many of them at once.</summary>
internal sealed class SecretForms
{
    private readonly HashSet<UInt128> _beginnings = [];

    /// <summary>Adds the beginnings of a secret as text and as bytes. A token's are those of its random part: it begins with the user's handle, which is the key of the rows and no secret.</summary>
    public void Add(string secret)
    {
        var bytes = Convert.FromBase64String(secret.Replace('-', '+').Replace('_', '/'));
        var isToken = secret.Length == 64;
        _beginnings.Add(Beginning(Encoding.UTF8.GetBytes(isToken ? secret[24..] : secret)));
        _beginnings.Add(Beginning(isToken ? bytes[UserHandle.Size..] : bytes));
    }

    /// <summary>Says whether any of them is in a dump.</summary>
    public bool AreIn(ReadOnlySpan<byte> dump)
    {
        for (var index = 0; index <= dump.Length - 16; index++)
        {
            if (_beginnings.Contains(Beginning(dump[index..])))
            {
                return true;
            }
        }

        return false;
    }

    private static UInt128 Beginning(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt128BigEndian(bytes);
}

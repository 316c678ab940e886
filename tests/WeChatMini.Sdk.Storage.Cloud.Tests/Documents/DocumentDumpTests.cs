using System.Buffers.Binary;
using System.Text;
using SessionStores;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.Documents;

/// <summary>Gate G7 on a database of documents. Its package shares no access tokens.</summary>
public abstract class DocumentDumpTests(ITestOutputHelper output) : DumpContract(output)
{
    protected override bool SharesAccessTokens => false;

    private protected override async Task<IReadOnlyList<SessionAddress>> AddressesAsync()
    {
        var all = new List<SessionAddress>();
        await foreach (var (user, document) in DocumentsAsync())
        {
            all.AddRange(HashesIn(document).Select(hash => new SessionAddress(user, hash)));
        }

        return all;
    }

    private protected override async Task<byte[]> RowsAsync()
    {
        using var all = new MemoryStream();
        await foreach (var (name, value) in AttributesAsync())
        {
            all.Write(Encoding.UTF8.GetBytes(name));
            all.Write(value);
        }

        return all.ToArray();
    }

    /// <summary>Reads the key and the document of each user.</summary>
    private protected abstract IAsyncEnumerable<(UserHandle User, byte[] Document)> DocumentsAsync();

    /// <summary>Reads every value of every row, with its name.</summary>
    private protected abstract IAsyncEnumerable<(string Name, byte[] Value)> AttributesAsync();

    /// <summary>Reads a document as somebody does who has the source: what comes before the sessions, then what comes before the hash of each.</summary>
    private static IEnumerable<TokenHash> HashesIn(byte[] document)
    {
        // WM and the layout, the stamp, the last end.
        var at = 3 + 8 + 8;
        at += Length(document, at) + 4 + 8;
        var previous = Length(document, at);
        at += 4 + (previous == 0 ? 0 : previous + 8 + 8);
        var count = Length(document, at);
        at += 4;
        for (var session = 0; session < count; session++)
        {
            yield return new TokenHash(document.AsSpan(at, TokenHash.Size));
            at += TokenHash.Size;
            at += 1 + (document[at] == 0 ? 0 : TokenHash.Size + 8) + (4 * 8);
            at += 4 + Length(document, at);
        }
    }

    private static int Length(byte[] document, int at) => BinaryPrimitives.ReadInt32BigEndian(document.AsSpan(at));
}

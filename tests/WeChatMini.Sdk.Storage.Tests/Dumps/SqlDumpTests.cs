using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SessionStores;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Sql;

namespace WeChatMini.Sdk.Storage.Tests.Dumps;

/// <summary>Gate G7 on a SQL database.</summary>
public abstract class SqlDumpTests(ITestOutputHelper output) : DumpContract(output)
{
    private protected abstract DbDataSource Source { get; }

    private protected abstract SqlDialect Dialect { get; }

    private protected override void UseStore(WeChatMiniBuilder builder) => builder.UseSqlSessions(Source, Dialect).ShareAccessTokens(Source, Dialect);

    private protected override async Task<IReadOnlyList<SessionAddress>> AddressesAsync()
    {
        var all = new List<SessionAddress>();
        await foreach (var row in ReadAsync("SELECT handle, token FROM wechat_sessions"))
        {
            all.Add(new SessionAddress(new UserHandle((byte[])row[0]), new TokenHash((byte[])row[1])));
        }

        return all;
    }

    private protected override async Task<byte[]> RowsAsync()
    {
        using var all = new MemoryStream();
        foreach (var table in new[] { "wechat_users", "wechat_sessions", "wechat_tokens" })
        {
            await foreach (var row in ReadAsync("SELECT * FROM " + table))
            {
                foreach (var value in row)
                {
                    all.Write(value as byte[] ?? Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
                }
            }
        }

        return all.ToArray();
    }

    private async IAsyncEnumerable<object[]> ReadAsync(string query)
    {
        await using var command = Source.CreateCommand(query);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
        {
            var values = new object[rows.FieldCount];
            rows.GetValues(values);
            yield return values;
        }
    }
}

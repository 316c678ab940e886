using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using MySqlConnector;
using Npgsql;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Sql;

namespace StoreWorker;

/// <summary>
/// Opens a store by its name and what its driver reads: <c>sqlite:PATH</c>, <c>postgresql:…</c>, <c>mysql:…</c>, <c>redis:…</c>; for a
/// stand-in of a cloud <c>dynamodb:TABLE@ADDRESS</c> and <c>azuretables:TABLE@…</c>.
/// </summary>
internal static class Stores
{
    /// <summary>A busy machine gets through any queue in it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static ISessionStore Open(string store)
    {
        var colon = store.IndexOf(':', StringComparison.Ordinal);
        var (name, where) = (store[..Math.Max(0, colon)], store[(colon + 1)..]);
        Action<WeChatMiniBuilder> use = name switch
        {
            "sqlite" => builder => builder.UseSqlSessions(SqliteFactory.Instance.CreateDataSource($"Data Source={where}"), new SqliteDialect { Durability = SqliteDurability.Normal, LockTimeout = Patience }),
            "postgresql" => builder => builder.UseSqlSessions(NpgsqlDataSource.Create(where), new PostgreSqlDialect { LockTimeout = Patience }),
            "mysql" => builder => builder.UseSqlSessions(new MySqlDataSource(where), new MySqlDialect { LockTimeout = Patience }),
            "redis" => builder => builder.UseRedisSessions(where),
            "dynamodb" => builder => builder.UseDynamoDbSessions(BeforeAt(where), config => At(config, AfterAt(where))),
            "azuretables" => builder => builder.UseAzureTableSessions(AfterAt(where), BeforeAt(where)),
            _ => throw new ArgumentException($"There is no store '{name}'.", nameof(store)),
        };
        var services = new ServiceCollection();
        use(services.AddWeChatMini(options => (options.AppId, options.AppSecret) = ("wx1234567890abcdef", "secret")));
        return services.BuildServiceProvider().GetRequiredKeyedService<ISessionStore>("");
    }

    private static string BeforeAt(string where) => where[..where.IndexOf('@', StringComparison.Ordinal)];

    private static string AfterAt(string where) => where[(where.IndexOf('@', StringComparison.Ordinal) + 1)..];

    private static void At(AmazonDynamoDBConfig config, string address)
    {
        config.ServiceURL = address;
        config.AuthenticationRegion = "eu-central-1";
        config.DefaultAWSCredentials = new BasicAWSCredentials("any", "any");
    }
}

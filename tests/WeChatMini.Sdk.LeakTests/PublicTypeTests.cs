using System.Reflection;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.AspNetCore;
using WeChatMini.Sdk.CloudRun;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.LeakTests.Canaries;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.Push;
using WeChatMini.Sdk.Push.Deduplication;
using WeChatMini.Sdk.ServerApis;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Signatures;
using WeChatMini.Sdk.Storage.Documents;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.UserData;

namespace WeChatMini.Sdk.LeakTests;

/// <summary>Gate G1 for every public type of the packages, each with a secret in it wherever it can hold one.</summary>
public sealed class PublicTypeTests
{
    [Fact]
    public async Task No_public_type_shows_a_secret_when_printed_serialised_or_hovered_over()
    {
        var secrets = new Secrets();
        var recording = new Recording();
        var objects = await ObjectsAsync(secrets, recording);
        foreach (var value in objects)
        {
            PublicTypeSink.Record(recording, value);
        }

        Assert.Empty(SinkTable.Find(recording.Drain(), secrets.Search()));
    }

    [Fact]
    public async Task Every_public_type_that_can_have_an_instance_is_looked_at()
    {
        var seen = (await ObjectsAsync(new Secrets(), new Recording())).Select(value => value.GetType()).ToHashSet();
        Type[] ofEachPackage = [typeof(WeChatMiniClient), typeof(WeChatMiniDefaults), typeof(SqlSessionStore), typeof(WeChatMiniRedisBuilderExtensions), typeof(WeChatMiniDynamoDbBuilderExtensions), typeof(WeChatMiniAzureTablesBuilderExtensions), typeof(WeChatMiniSmBuilderExtensions)];
        var types = ofEachPackage.SelectMany(type => type.Assembly.GetExportedTypes()).Where(type => !type.IsAbstract && !type.IsEnum);
        Assert.All(types, type => Assert.Contains(type, seen));
    }

    [Fact]
    public async Task The_JSON_of_a_login_holds_the_token_once_and_nothing_else_of_the_user()
    {
        var secrets = new Secrets();
        await using var scene = new Scene(secrets, new Recording()) { IsQuiet = true };
        await using var host = new BareHost(scene);
        var login = await host.Client.LoginAsync(secrets.NextCode(), TestContext.Current.CancellationToken);
        var json = System.Text.Json.JsonSerializer.Serialize(login);
        Assert.Equal(2, json.Split(login.Token).Length);
        Assert.Equal(["expiresAt", "idleExpiresAt", "token"], System.Text.Json.JsonDocument.Parse(json).RootElement.EnumerateObject().Select(member => member.Name).Order());
        scene.Clock.Release();
    }

    /// <summary>Makes what only the library makes, so that it can hold a canary.</summary>
    private static T Internal<T>(params object?[] arguments) =>
        (T)Activator.CreateInstance(typeof(T), BindingFlags.Instance | BindingFlags.NonPublic, null, arguments, System.Globalization.CultureInfo.InvariantCulture)!;

    private static async Task<IReadOnlyList<object>> ObjectsAsync(Secrets secrets, Recording recording)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var scene = new Scene(secrets, recording) { IsQuiet = true };
        var objects = new List<object>();
        scene.Handler.Decide = async (context, token) =>
        {
            var decision = await LoginHandlerScript.Accept(context, token);
            objects.AddRange([context, context.Identity, decision]);
            return decision;
        };
        await using var host = new BareHost(scene);
        var client = host.Client;
        var code = secrets.NextCode();
        var request = new MiniRequest("POST", "/wx/login", [new("Authorization", "Bearer " + secrets.Issued(new string('t', 22) + new string('k', 42))), new("Content-Type", "application/json")], Encoding.UTF8.GetBytes($"{{\"code\":\"{code[..16]}\"}}"));
        var loginRequest = new LoginRequest(code) { PresentedToken = request.Headers["Authorization"]["Bearer ".Length..], Request = request };
        var login = await client.LoginAsync(loginRequest, cancellationToken);
        var address = new SessionAddress(new UserHandle(new byte[16]), new TokenHash(new byte[32]));
        var key = new SealedSessionKey(new byte[80], scene.Clock.GetUtcNow());
        var record = new SessionRecord { User = address.User, Token = address.Token, CreatedAt = default, SeenAt = default, IdleExpiresAt = default, ExpiresAt = default, Data = new byte[1] };
        using var source = Microsoft.Data.Sqlite.SqliteFactory.Instance.CreateDataSource("Data Source=:memory:;Password=" + secrets.Issued(new string('d', 22) + new string('b', 42)));
        secrets.Issued(login.Token);
        var userKey = secrets.Issued(new string('u', 22) + new string('k', 42));
        objects.AddRange(
        [
            client, client.Sessions, client.Endpoint, client.CreateTokenServer(), client.AccessTokens, scene.Options, scene.Options.Sessions, scene.Options.AccessTokens, request,
            await client.AccessTokens.GetTokenAsync(cancellationToken), new AccessToken(secrets.CloudToken, default, "cloudbase_access_token"), new CloudRunOptions { Tokens = CloudRunTokens.File },
            loginRequest, login, login.Session,
            await client.Endpoint.HandleAsync(request, cancellationToken), new WeChatException(WeChatErrorKind.Busy, "busy"), new MemorySessionStore(), scene.Builder!,
            address, address.User, address.Token, key, record, new SessionKeySlot(key), new SessionLookup(record, new SessionKeySlot(key)), new SessionTouch(default, default),
            new SessionCreation { Session = record, Key = key, PreviousKeyUntil = default, MaxSessions = 1, Now = default },
            client.UserData, scene.Options.UserData, new UserProfile { NickName = secrets.NickName }, new UserProfileClaim { NickName = secrets.NickName, OpenId = secrets.OpenId },
            new GroupShareClaim { GroupId = secrets.GroupId }, new SigningSession(login.Session),
            new PhoneNumber { Number = secrets.NumberOfCode, NationalNumber = secrets.NationalNumberOfCode }, new PhoneNumberWatermark { AppId = secrets.AppId, GivenAt = scene.Clock.GetUtcNow() }, new PhoneNumberClaim { Number = secrets.SealedNumber, NationalNumber = secrets.SealedNumber },
            new StepsClaim { Days = [] }, new StepCount { Timestamp = 1, Steps = 1 }, Internal<EncryptedMessageCheck>(true, null),
            Internal<UserEncryptKey>(Encoding.UTF8.GetBytes(userKey), userKey, 1, scene.Clock.GetUtcNow(), scene.Clock.GetUtcNow()),
            new SqlSessionStore(source, new SqliteDialect()), new SqliteDialect(), new PostgreSqlDialect(), new MySqlDialect(), new SqlLoginAudit(source, new SqliteDialect()),
            new LoginAuditEntry { At = default, App = "", AppId = secrets.AppId, Outcome = "ok", MaskedUser = secrets.OpenId[..4] + "…" },
            new StoredDocument(new byte[1], "1"), Internal<SessionDocument>(new ReadOnlyMemory<byte>(new byte[1]), 1L, scene.Clock.GetUtcNow(), scene.Clock.GetUtcNow()),
        ]);
        objects.AddRange([scene.Options.SecureApi, scene.Options.SecureApi.PrivateKey, scene.Options.SecureApi.SymmetricKey, new WeChatPaymentOptions { AppKey = secrets.AppKey, SandboxAppKey = secrets.SandboxAppKey, MerchantAppKeys = { ["1"] = secrets.MerchantAppKey } }, new WeChatDeliveryOptions { AppSecrets = { ["4711"] = secrets.DeliverySecret } }]);
        objects.AddRange(
        [
            new ServerApi(HttpMethod.Post, "/wxa/any"), new ServerApiRequest().AddQuery("js_code", secrets.NextCode()).AddAppSecret("secret"), new ServerApiUpload([1], "file"),
            Internal<ServerApiFile>(new HttpResponseMessage(), new MemoryStream()), Internal<ServerApiSender>(scene.Builder!.Services.BuildServiceProvider(), TimeProvider.System), new FunctionInvocation("request", null),
        ]);
        objects.AddRange([scene.Options.Push, PushReply.Success, PushClaim.Mine, .. await PushObjects.AllAsync(cancellationToken)]);
        scene.Clock.Release();
        return objects;
    }
}

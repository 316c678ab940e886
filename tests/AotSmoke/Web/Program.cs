using Microsoft.Data.Sqlite;
using WeChatMini.AotSmoke;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Sql;

// The library under ASP.NET Core with sessions in an SQLite file; the program then calls itself as a mini-program would.
var settings = new SmokeSettings(args);
return await Smoke.RunAsync(async smoke =>
{
    smoke.Step("start the server");
    var file = Path.Combine(Path.GetTempPath(), $"aot-smoke-{Guid.NewGuid():N}.db");
    await using var database = SqliteFactory.Instance.CreateDataSource($"Data Source={file}");
    var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
    builder.Logging.ClearProviders();
    builder.Services.AddWeChatMini(options =>
    {
        options.AppId = settings.AppId;
        options.AppSecret = settings.AppSecret;
        options.BaseAddress = settings.Address;
    }).AddAspNetCore().UseSqlSessions(database, new SqliteDialect());

    await using var app = builder.Build();
    app.MapWeChatMini("/wx");
    app.MapGet("/me", (MiniSession me) => me.OpenId).RequireWeChatSession();
    await app.StartAsync();
    try
    {
        await MiniProgramSteps.RunAsync(smoke, new Uri(app.Urls.Single()), settings, app.Services.GetRequiredService<WeChatMini.Sdk.WeChatMiniClient>());
        Smoke.Require(new FileInfo(file).Length > 0, "a database file");
    }
    finally
    {
        await app.StopAsync();
        SqliteConnection.ClearAllPools();
        foreach (var part in new[] { file, file + "-wal", file + "-shm" })
        {
            File.Delete(part);
        }
    }
});

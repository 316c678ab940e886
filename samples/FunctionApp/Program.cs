using FunctionApp;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Sessions;

// The same program on AWS Lambda, Azure Functions, Tencent SCF, CloudRun and a plain server.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))      // WeChatMini__AppId, WeChatMini__AppSecret
    .AddAspNetCore()
    .UseSessionDatabase(name => builder.Configuration[$"Sessions:{name}"]);         // Sessions__Store, Sessions__Connection
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, AppJson.Default));
builder.UseServerlessHost();

var app = builder.Build();
app.MapWeChatMini("/wx");
app.MapGet("/me", (MiniSession me) => new Me(me.ExpiresAt)).RequireWeChatSession();
app.MapFunctionEvent((_, cancellationToken) => Purge.RunAsync(app.Services.GetRequiredService<WeChatMiniClient>(), cancellationToken));
app.Run();

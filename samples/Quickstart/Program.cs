// A WeChat, a backend and a mini-program in one process, talking over real HTTP on 127.0.0.1.
using Quickstart;
using Quickstart.Page;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Testing;

SetupFailure.IsASentence();
if (QuickstartArguments.Parse(args) is not { } arguments)
{
    return QuickstartArguments.ShowUsage();
}

// WeChat: a fake, so that nobody needs an account. Alice has a phone with the mini-program on it.
await using var weChat = FakeWeChat.Start(new FakeWeChatOptions { ClockRuns = true });
var alice = weChat.Users.Add("o-alice");
using var database = new SessionFile(arguments.DatabasePath);

// The backend. Except where it says so, it is what you would write.
var builder = WebApplication.CreateSlimBuilder();
builder.UseQuickstartSettings(weChat, arguments);          // AppId, AppSecret, where WeChat is; a port; a quiet log

builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
    .AddAspNetCore()                                       // authentication scheme, MiniSession as a parameter
    .UseSqlSessions(database.DataSource, new SqliteDialect())
    .AddLoginHandler<Greeter>();                           // optional: openid → the app's own user

// Only here: stopwatches and switches for the page that shows all this in a browser.
var troubles = new Troubles(weChat, alice);
builder.Services.AddQuickstartPage(troubles);

var app = builder.Build();
app.MapWeChatMini("/wx");                                  // POST login, POST logout, GET session
app.MapGet("/me", (MiniSession me) => $"hello {me.UserId}, signed in until {me.ExpiresAt:O}").RequireWeChatSession();

app.MapPost("/phone", async (PhoneCode sent, MiniSession me, WeChatMiniClient backend) =>
    new { number = (await backend.UserData.GetPhoneNumberAsync(sent.Code, me)).Number }).RequireWeChatSession();

// Only here: the page, and what wx.login would give on Alice's phone, so that a person can log in by hand, too.
app.MapQuickstartPage(troubles);

return await new Walkthrough(app, weChat, alice, database, arguments).RunAsync();

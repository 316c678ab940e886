using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.LeakTests.Canaries;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.LeakTests.Tokens;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.LeakTests;

/// <summary>One leak for each sink of the table, made in the way in which such leaks are made.</summary>
internal static class Plants
{
    private static readonly byte[] Problem = Encoding.UTF8.GetBytes($"{{\"detail\":\"{Planting.Secret}\"}}");

    public static IReadOnlyDictionary<string, Func<Planting, Task>> All { get; } = new Dictionary<string, Func<Planting, Task>>
    {
        [LogSink.Message] = Now(planting => Logger(planting).LogInformation("secret is {Secret}", Planting.Secret)),
        [LogSink.State] = Now(planting => Logger(planting).Log(LogLevel.Information, default, new Dictionary<string, object> { ["user"] = new { Planting.Secret } }, null, static (_, _) => "signed in")),
        [LogSink.Scope] = Now(planting =>
        {
            using var sink = new LogSink(planting.Recording);
            var logger = sink.CreateLogger("plant");
            using var scope = logger.BeginScope(new Dictionary<string, object> { ["token"] = Planting.Secret });
            logger.LogInformation("in scope");
        }),
        [LogSink.Thrown] = Now(planting => Logger(planting).LogError(new PlantedException(), "failed")),
        [EventSourceSink.Name] = Now(static _ => PlantedEvents.Log.Said(Planting.Secret)),
        [ActivitySink.Name] = Span(static activity => activity.DisplayName = "GET " + Planting.Secret),
        [ActivitySink.Tags] = Span(static activity => activity.SetTag("url.query", Planting.Secret)),
        [ActivitySink.Events] = Span(static activity => activity.AddEvent(new ActivityEvent("exception", tags: new ActivityTagsCollection { ["exception.message"] = Planting.Secret }))),
        [ActivitySink.Baggage] = Span(static activity => activity.AddBaggage("token", Planting.Secret)),
        [OpenTelemetrySink.Prefix + ActivitySink.Name] = Span(static activity => activity.DisplayName = "GET " + Planting.Secret),
        [OpenTelemetrySink.Prefix + ActivitySink.Tags] = Span(static activity => activity.SetTag("url.query", Planting.Secret)),
        [OpenTelemetrySink.Prefix + ActivitySink.Events] = Span(static activity => activity.AddException(new InvalidOperationException(Planting.Secret))),
        [OpenTelemetrySink.Prefix + ActivitySink.Baggage] = Span(static activity => activity.AddBaggage("token", Planting.Secret)),
        [MeterSink.Tags] = Now(static _ =>
        {
            using var meter = new Meter("Plant");
            meter.CreateCounter<long>("calls").Add(1, new KeyValuePair<string, object?>("code", Planting.Secret));
        }),
        [DiagnosticListenerSink.Name] = static planting => planting.CallWithAPlainClientAsync(),
        [ApplicationInsightsSink.Name] = static planting => planting.CallWithAPlainClientAsync(),
        [ExceptionSink.Message] = Caught(new InvalidOperationException(Planting.Secret)),
        [ExceptionSink.Printed] = Caught(new PlantedException()),
        [ExceptionSink.Data] = Caught(new InvalidOperationException { Data = { ["Redis-Message"] = "GET " + Planting.Secret } }),
        [ExceptionSink.Properties] = Caught(new PlantedException()),
        [ExceptionSink.Inner] = Caught(new InvalidOperationException("outer", new InvalidOperationException("middle", new PlantedException()))),
        [ExceptionSink.Unobserved] = Now(static _ => Abandon()),
        [ExceptionSink.FirstChance] = static _ => Assert.ThrowsAsync<PlantedException>(static () => throw new PlantedException()),
        [ConsoleSink.Out] = Now(static _ => Console.WriteLine("token {0}", Planting.Secret)),
        [ConsoleSink.Error] = Now(static _ => Console.Error.Write(Planting.Secret)),
        [ConsoleSink.Traced] = Now(static _ => Trace.WriteLine(Planting.Secret)),
        [UserHandler.Address] = static planting => planting.CallWithAPlainClientAsync(),
        [UserHandler.Request] = static planting => planting.CallWithAPlainClientAsync(),
        [UserHandler.Options] = static planting => HandleAsync(planting, static request => request.Options.Set(new HttpRequestOptionsKey<object>("call"), new { Query = new Uri("http://a/?s=" + Planting.Secret) })),
        [UserHandler.Response] = static planting => HandleAsync(planting, static _ => { }),
        [UserHandler.ResponseRequest] = static planting => planting.CallWithAPlainClientAsync(),
        [PublicTypeSink.Json] = Now(planting => PublicTypeSink.Record(planting.Recording, new PlantedType())),
        [PublicTypeSink.Printed] = Now(planting => PublicTypeSink.Record(planting.Recording, new PlantedType())),
        [PublicTypeSink.Debugger] = Now(planting => PublicTypeSink.Record(planting.Recording, new PlantedType())),
        [AnswerSink.Problem] = Now(planting => AnswerSink.Record(planting.Recording, "login", 400, "Content-Type: application/problem+json", Problem)),
        [AnswerSink.Headers] = Now(planting => AnswerSink.Record(planting.Recording, "login", 302, "Location: /?code=" + Uri.EscapeDataString(Planting.Secret), [])),
        [AnswerSink.Login] = Now(planting => AnswerSink.Record(planting.Recording, "login", 200, "Content-Type: application/json", Encoding.UTF8.GetBytes($"{{\"token\":\"t\",\"sessionKey\":\"{Planting.Secret}\"}}"))),
        [AnswerSink.Served] = Now(planting => AnswerSink.RecordServed(planting.Recording, "ask", 200, "Content-Type: application/json", Encoding.UTF8.GetBytes($"{{\"access_token\":\"t\",\"secret\":\"{Planting.Secret}\"}}"))),
        [AnswerSink.Pushed] = Now(planting => AnswerSink.RecordPushed(planting.Recording, "push", new HostAnswer(200, "", Problem))),
        [AnswerSink.Other] = Now(planting => AnswerSink.Record(planting.Recording, "session", 200, "Content-Type: application/json", Problem)),
        [AnswerSink.Principal] = Now(planting => planting.Recording.AddObject(AnswerSink.Principal, "", new ClaimsPrincipal(new ClaimsIdentity([new Claim("token", Planting.Secret)])))),
        [AnswerSink.Wire] = static planting => planting.CallWithAPlainClientAsync(),
        [RecordingCache.Entries] = static planting => new RecordingCache(planting.Recording).SetAsync("token", Encoding.UTF8.GetBytes("{\"access_token\":\"" + Planting.Secret + "\"}"), new()),
        [RecordingShare.Arguments] = static planting => new RecordingShare(planting.Recording, new LeaseInMemory()).WriteAsync("token", Encoding.UTF8.GetBytes(Planting.Secret), default, default).AsTask(),
        [RecordingShare.Thrown] = static planting => Assert.ThrowsAsync<PlantedException>(() => new RecordingShare(planting.Recording, new BrokenShare()).ReadAsync("token", default).AsTask()),
        [RedisStage.Commands] = static async planting =>
        {
            await using var redis = await RedisStage.StartAsync(new Secrets());
            await using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConfigurationOfTheApplication);
            await connection.GetDatabase().StringSetAsync("token", Planting.Secret);
            await redis.RecordAsync(planting.Recording);
        },
        [SqlStage.Statements] = InSql,
        [SqlStage.Files] = InSql,
        [RecordingStore.Arguments] = static planting => new RecordingStore(planting.Recording, new MemorySessionStore()).CreateAsync(Creation(), CancellationToken.None).AsTask(),
    };

    private static Func<Planting, Task> Now(Action<Planting> leak) => planting =>
    {
        leak(planting);
        return Task.CompletedTask;
    };

    private static ILogger Logger(Planting planting)
    {
        using var sink = new LogSink(planting.Recording);
        return sink.CreateLogger("plant");
    }

    private static async Task InSql(Planting planting)
    {
        using var sql = new SqlStage(planting.Recording);
        await using var connection = await sql.SourceOfTheApplication.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE plants (secret BLOB); INSERT INTO plants VALUES (@secret)";
        var secret = command.CreateParameter();
        (secret.ParameterName, secret.Value) = ("@secret", Encoding.UTF8.GetBytes(Planting.Secret));
        command.Parameters.Add(secret);
        await command.ExecuteNonQueryAsync();
        sql.Record();
    }

    private static Func<Planting, Task> Caught(Exception exception) => Now(planting => ExceptionSink.Caught(planting.Recording, "plant", exception));

    private static Func<Planting, Task> Span(Action<Activity> leak) => Now(_ =>
    {
        using var source = new ActivitySource("Plant");
        using var activity = source.StartActivity("call", ActivityKind.Client);
        leak(activity!);
    });

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Abandon() => _ = Task.FromException(new PlantedException());

    private static async Task HandleAsync(Planting planting, Action<HttpRequestMessage> change)
    {
        using var invoker = new HttpMessageInvoker(new UserHandler(planting.Recording) { InnerHandler = new Redirecting() });
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1/");
        change(request);
        using var response = await invoker.SendAsync(request, CancellationToken.None);
    }

    private static SessionCreation Creation() => new()
    {
        Session = new SessionRecord
        {
            User = default,
            Token = default,
            CreatedAt = DateTimeOffset.UnixEpoch,
            SeenAt = DateTimeOffset.UnixEpoch,
            IdleExpiresAt = DateTimeOffset.UnixEpoch,
            ExpiresAt = DateTimeOffset.UnixEpoch,
            Data = Problem,
        },
        Key = new SealedSessionKey(new byte[80], DateTimeOffset.UnixEpoch),
        PreviousKeyUntil = DateTimeOffset.UnixEpoch,
        MaxSessions = 1,
        Now = DateTimeOffset.UnixEpoch,
    };

    /// <summary>Holds its secret as Refit's exceptions do: in a property, through a request.</summary>
    private sealed class PlantedException : DbException
    {
        public HttpRequestMessage Request { get; } = new(HttpMethod.Get, "http://127.0.0.1/?secret=" + Uri.EscapeDataString(Planting.Secret));

        public override string ToString() => base.ToString() + " " + Planting.Secret;
    }

    private sealed class BrokenShare : IAccessTokenShare
    {
        public bool HasLease => false;

        public ValueTask<byte[]?> ReadAsync(string key, CancellationToken cancellationToken) => throw new PlantedException();

        public ValueTask WriteAsync(string key, ReadOnlyMemory<byte> entry, DateTimeOffset expiresAt, CancellationToken cancellationToken) => default;

        public ValueTask<bool> TryLeaseAsync(string key, string owner, TimeSpan duration, CancellationToken cancellationToken) => default;

        public ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken) => default;
    }

    /// <summary>A type of the sort that a careless change makes.</summary>
    [DebuggerDisplay("token {_token}")]
    private sealed record PlantedType(string Token = Planting.Secret)
    {
        private readonly string _token = Planting.Secret;

        public int Length => _token.Length;
    }

    [EventSource(Name = "Plant")]
    private sealed class PlantedEvents : EventSource
    {
        public static readonly PlantedEvents Log = new();

        [Event(1)]
        public void Said(string what) => WriteEvent(1, what);
    }

    private sealed class Redirecting : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.Found) { RequestMessage = request, Headers = { Location = new Uri("http://127.0.0.1/?secret=" + Uri.EscapeDataString(Planting.Secret)) } });
    }
}

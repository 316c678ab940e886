using WeChatMini.Sdk.LeakTests.Canaries;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Modes;
using WeChatMini.Sdk.LeakTests.Tokens;

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>Gate G1's list: every place where something can come out, how it is read, and which places are not read and why.</summary>
internal static class SinkTable
{
    private const string PerSpan = "ActivityListener on all sources, all data, read when the span stops";
    private const string PerExport = "OpenTelemetry TracerProvider, AddSource(\"*\"), HttpClient instrumentation with RecordException, in-memory exporter";
    private const string InHandler = "DelegatingHandler added by ConfigureHttpClientDefaults, before and after the call";
    private const string OwnMessages = "; of a server API also the application's own message and answer, after the call and after the body";
    private const string OfPublicTypes = "every object that the public API takes or returns";

    /// <summary>Each sink by its name and how it is read.</summary>
    public static IReadOnlyDictionary<string, string> Searched { get; } = new Dictionary<string, string>
    {
        [LogSink.Message] = "ILoggerProvider at Trace for all categories: formatted message and event name; the default and the extended HTTP client loggers are on for all clients, bodies included",
        [LogSink.State] = "the same provider: each value of the state, walked to depth 3",
        [LogSink.Scope] = "the same provider with ISupportExternalScope, walked to depth 3",
        [LogSink.Thrown] = "the same provider: exception printed and walked to depth 4",
        [EventSourceSink.Name] = "EventListener on all sources of the process, all keywords; the private sources and the DiagnosticSource bridge included",
        [ActivitySink.Name] = PerSpan,
        [ActivitySink.Tags] = PerSpan,
        [ActivitySink.Events] = PerSpan,
        [ActivitySink.Baggage] = PerSpan,
        [OpenTelemetrySink.Prefix + ActivitySink.Name] = PerExport,
        [OpenTelemetrySink.Prefix + ActivitySink.Tags] = PerExport,
        [OpenTelemetrySink.Prefix + ActivitySink.Events] = PerExport,
        [OpenTelemetrySink.Prefix + ActivitySink.Baggage] = PerExport,
        [MeterSink.Tags] = "MeterListener on all instruments: names, descriptions, tags of each measurement",
        [DiagnosticListenerSink.Name] = "DiagnosticListener.AllListeners, every event, payload walked to depth 4",
        [ApplicationInsightsSink.Name] = "DependencyTrackingTelemetryModule with a channel in memory: items walked and serialised as for sending",
        [ExceptionSink.Message] = "each exception that leaves the public API",
        [ExceptionSink.Printed] = "each exception that leaves the public API",
        [ExceptionSink.Data] = "each exception that leaves the public API, keys and values",
        [ExceptionSink.Properties] = "each exception that leaves the public API, and each that passes an application's own handler: public members to depth 4; Uri, RequestMessage and Content of Refit's exceptions would show here",
        [ExceptionSink.Inner] = "each inner exception of those, to any depth, walked",
        [ExceptionSink.Unobserved] = "TaskScheduler.UnobservedTaskException after a collection, walked",
        [ExceptionSink.FirstChance] = "AppDomain.FirstChanceException, walked: what an APM agent or a crash reporter sees of exceptions that never leave the library",
        [ConsoleSink.Out] = "Console.SetOut, with the simple and the JSON console logger at Trace writing to it",
        [ConsoleSink.Error] = "Console.SetError",
        [ConsoleSink.Traced] = "a TraceListener in Trace.Listeners",
        [UserHandler.Address] = InHandler + OwnMessages,
        [UserHandler.Request] = InHandler + OwnMessages,
        [UserHandler.Options] = InHandler + OwnMessages + ", values walked to depth 4",
        [UserHandler.Response] = InHandler + OwnMessages,
        [UserHandler.ResponseRequest] = InHandler + OwnMessages,
        [PublicTypeSink.Json] = OfPublicTypes + ": System.Text.Json by reflection, fields included; of MiniLogin all but its token",
        [PublicTypeSink.Printed] = OfPublicTypes,
        [PublicTypeSink.Debugger] = OfPublicTypes + ": the attribute evaluated",
        [AnswerSink.Problem] = "each problem+json of the endpoint in bytes and of ASP.NET Core",
        [AnswerSink.Headers] = "the headers of each answer, status line included",
        [AnswerSink.Login] = "the login answer without the value of its token",
        [AnswerSink.Served] = "the token server's answer without the value of its access_token, over HTTP and in bytes; HTTP logging is on there with all fields and bodies",
        [AnswerSink.Pushed] = "the answer to a push, encrypted or not, and to a check of the address",
        [AnswerSink.Other] = "session, logout and the application's own answers",
        [AnswerSink.Principal] = "HttpContext.User behind RequireWeChatSession, walked to depth 4",
        [AnswerSink.Wire] = "the header lines that arrive at WeChat, below the request line",
        [RecordingStore.Arguments] = "an ISessionStore in front of the real one: everything a store is given or gives back, bytes included",
        [RecordingCache.Entries] = "an IDistributedCache that ShareAccessTokens uses: keys and bytes",
        [RecordingShare.Arguments] = "an IAccessTokenShare in front of each real one: keys, entries, owners",
        [RecordingShare.Thrown] = "the same: what the real one throws, those of Redis and SQL among them, printed and walked to depth 4",
        [SqlStage.Statements] = "sqlite3_trace on each connection to the database that the application shares tokens in: every statement with its arguments in it",
        [SqlStage.Files] = "the same: the files of that database as they lie on the disk, the write-ahead log among them",
        [RedisStage.Commands] = "MONITOR on the redis-server that the application shares tokens in: each command with its arguments",
    };

    /// <summary>
    /// Where a secret may be found. The first is the allowed one of gate G1: the runtime's private sources, which somebody must
    /// turn on by name and nobody can close. The others are the runtime's own exceptions at the moment of throwing, before anyone
    /// can catch them; past the library's innermost handler they are gone.
    /// </summary>
    public static IReadOnlyList<AllowedHit> Allowed { get; } =
    [
        new(EventSourceSink.Name, "Private.InternalDiagnostics.System.Net.Http", [], "Writes down each request as it is sent, for the runtime's own developers."),
        new(EventSourceSink.Name, "Private.InternalDiagnostics.System.Net.Sockets", [], "Writes down the bytes of each socket, for the runtime's own developers."),
        new(ExceptionSink.FirstChance, "System.Net.Http.Http", ModeTable.BrokenProtocol, "The runtime repeats a line that it cannot read, and a proxy may have put the address there."),
        new(ExceptionSink.FirstChance, "System.Threading.Tasks.TaskCanceledException", ModeTable.BrokenProtocol, "The same error inside a cancellation that came in the same moment.") { IsRare = true },
        new(ExceptionSink.FirstChance, "System.Text.Json.JsonException", [ModeTable.BadInput], "A client sent a secret as the name of a property; the runtime's parser repeats names, never values."),
        new(EventSourceSink.Name, "Microsoft-Windows-DotNETRuntime / ExceptionThrown", [ModeTable.BadInput, .. ModeTable.BrokenProtocol], "The same two exceptions as events of the runtime."),
        .. OfInboundAddresses,
    ];

    /// <summary>Where ASP.NET Core itself shows the address that WeChat pushed to: signatures and the openid, which are of no use without the Token, and never the message. Documented.</summary>
    private static IEnumerable<AllowedHit> OfInboundAddresses =>
        new[]
        {
            (LogSink.Message, "Microsoft.AspNetCore.Hosting.Diagnostics"), (LogSink.State, "Microsoft.AspNetCore.Hosting.Diagnostics"), (ConsoleSink.Out, ""),
            (EventSourceSink.Name, "Microsoft-Extensions-Logging"), (DiagnosticListenerSink.Name, "Microsoft.AspNetCore / "),
        }.Select(static place => new AllowedHit(place.Item1, place.Item2, [], "ASP.NET Core writes down the address of each request that comes in, with the query of a push.")
        {
            Canaries = ["openid", "signature of a push"],
            Hosts = [LeakHosts.Web, LeakHosts.CloudRunWeb],
        });

    /// <summary>The sinks that are the application's own hands, and WeChat's, who both may know there who the user is.</summary>
    public static IReadOnlySet<string> OfTheApplication { get; } = new HashSet<string>(StringComparer.Ordinal) { RecordingStore.Arguments, PublicTypeSink.Json, AnswerSink.Principal, AnswerSink.Pushed };

    /// <summary>Each sink that is not searched, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> LeftOut { get; } = new Dictionary<string, string>
    {
        [UserHandler.ResponseBody] = "A handler around the pipeline reads WeChat's answer: that of code2session is the session_key, that of a token endpoint the access token, and that of a server API is what the application asked for. Documented as visible to the application's own handlers.",
        ["EventSource / System.Diagnostics.Metrics"] = "A copy of what MeterListener sees, sent on a timer; it writes only to a session that names meters.",
        ["EventSource / Microsoft-Windows-DotNETRuntime but for exceptions"] = "Memory and compiled code: no text of a request, a million events a second.",
        ["DiagnosticListener / Microsoft.AspNetCore, the request's headers and body"] = "The HttpContext of the application's own inbound request: it holds what the client sent. Address, items and the answer's headers are searched.",
        ["OpenTelemetry metrics export"] = "The same measurements and tags as MeterListener, before any view drops some.",
        ["Kestrel connection logging, HTTP logging of bodies"] = "Opt-in dumps of the inbound traffic, which holds code and token by contract.",
        ["IConfiguration debug view, environment variables"] = "Where the application itself keeps the AppSecret.",
        ["Debugger expanding private fields, memory dumps, profilers that rewrite methods"] = "Whoever reads this process's memory has the secrets.",
        ["Loggers that take objects apart ({@x})"] = "They read public members. AccessToken.Value is there to be handed to code that is not ours; MiniLogin.Token, LoginRequest.PresentedToken, headers and body of MiniRequest and MiniResponse are what the application needs; documented as not to be logged so.",
        ["Body of the request to stable_token, Authorization of that to a token server"] = "They carry the AppSecret and the key, as those protocols want it; the last hop puts them there.",
        ["Redis: AUTH and HELLO, CLIENT LIST, its log"] = "The server knows the password that it checks. MONITOR leaves it out.",
        ["Body of a server API's successful answer"] = "Passes untouched, as a stream where it is no JSON. What WeChat, or who stands in its place, repeats there is what the application reads.",
        ["WeChatMini.Sdk.Testing"] = "A package for tests; its secrets are made up.",
    };

    /// <summary>Searches what came out of the sinks of the table.</summary>
    public static IEnumerable<Hit> Find(IEnumerable<Entry> entries, CanarySearch search) =>
        Recording.Find(entries.Where(entry => Searched.ContainsKey(entry.Sink)), search).Where(hit => !IsAtHome(hit));

    private static bool IsAtHome(Hit hit) =>
        (hit.Canary.IsIdentifier && OfTheApplication.Contains(hit.Sink)) || (hit.Canary.IsUserData && hit.Sink == PublicTypeSink.Json);
}

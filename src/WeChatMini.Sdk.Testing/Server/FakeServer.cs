using Microsoft.AspNetCore.Builder;
using WeChatMini.Sdk.Testing.Control;
using WeChatMini.Sdk.Testing.Endpoints;
using WireMock.Exceptions;
using WireMock.Server;
using WireMock.Settings;

namespace WeChatMini.Sdk.Testing.Server;

/// <summary>WireMock.Net on 127.0.0.1, with the journal and the faults in front of it.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly FakeWeChat _weChat;
    private readonly WeChatErrors _errors;
    private readonly ControlApi? _control;
    private readonly IFakeApi[] _apis;
    private readonly ServerApi _others;
    private readonly PortReservation _port;
    private WireMockServer? _server;
    private ArrivalMiddleware? _arrivals;
    private volatile bool _disposed;

    public FakeServer(FakeWeChat weChat, bool controlApi, int port)
    {
        _weChat = weChat;
        _errors = new WeChatErrors(weChat.Clock);
        _control = controlApi ? new ControlApi(weChat) : null;
        _apis = [new CodeToSession(weChat.Apps, _errors), new StableToken(weChat.Apps, _errors), new LegacyToken(weChat.Apps, _errors)];
        _others = new ServerApi(weChat.Apps, weChat.Apis, _errors);
        _port = PortReservation.Take(port);
        Address = new Uri($"http://127.0.0.1:{_port.Port}");
        Start();
    }

    public Uri Address { get; }

    public void Start()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, _weChat);
            _server ??= Launch();
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            _arrivals?.LetGo();
            _server?.Stop();
            _server?.Dispose();
            _server = null;
        }
    }

    // Off the caller's thread, since WireMock.Net stops its host by blocking.
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await Task.Run(Stop).ConfigureAwait(false);
        _port.Dispose();
    }

    private WireMockServer Launch()
    {
        var arrivals = _arrivals = new ArrivalMiddleware(_weChat, _errors, _control);
        var server = Listen(new WireMockServerSettings
        {
            Urls = [Address.OriginalString],
            StartAdminInterface = false,
            MaxRequestLogCount = 0,
            PreWireMockMiddlewareInit = app => ((IApplicationBuilder)app).Use(arrivals.Wrap),
        });
        WireMockMappings.Add(server, _apis, _others);
        return server;
    }

    private static WireMockServer Listen(WireMockServerSettings settings)
    {
        try
        {
            return WireMockServer.Start(settings);
        }
        catch (WireMockException error)
        {
            throw new IOException($"Cannot listen: {error.Message}", error);
        }
    }
}

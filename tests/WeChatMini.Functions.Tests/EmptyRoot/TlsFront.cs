using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace WeChatMini.Functions.Tests.EmptyRoot;

/// <summary>TLS in front of a plain server on 127.0.0.1.</summary>
internal sealed class TlsFront : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate;
    private readonly int _target;
    private readonly Task _accepting;
    private int _accepted;

    public TlsFront(X509Certificate2 certificate, int target)
    {
        (_certificate, _target) = (certificate, target);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections came, whatever became of them.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        _certificate.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (SocketException)
            {
                return;
            }

            Interlocked.Increment(ref _accepted);
            _ = CarryAsync(client);
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        try
        {
            using (client)
            await using (var inside = new SslStream(client.GetStream()))
            {
                await inside.AuthenticateAsServerAsync(_certificate);
                using var target = new TcpClient();
                await target.ConnectAsync(IPAddress.Loopback, _target);
                await Task.WhenAny(inside.CopyToAsync(target.GetStream()), target.GetStream().CopyToAsync(inside));
            }
        }
        catch (Exception end) when (end is IOException or AuthenticationException or SocketException)
        {
            // The other side has gone, or does not like the certificate.
        }
    }
}

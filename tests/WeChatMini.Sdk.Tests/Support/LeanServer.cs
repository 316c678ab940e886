using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using WeChatMini.Sdk.SecureApi;

namespace WeChatMini.Sdk.Tests.Support;

/// <summary>
/// A WeChat that answers each path with bytes made before, on one thread that allocates nothing: what is measured over it is the client. Calls that
/// are signed and encrypted get one answer, which is right for five minutes.
/// </summary>
internal sealed class LeanServer : IDisposable
{
    public const string SecurePath = "/wxa/getuserriskrank";
    public const string AppId = "wx00000000000bench";

    private static readonly byte[] Login = Answer("""{"session_key":"dGhpcyBpcyAxNiBieXRlcw==","openid":"oBenchmark0000000000000000001","unionid":"uBenchmark0000000000000000001"}""");
    private static readonly byte[] Token = Answer("{\"access_token\":\"" + new string('t', 136) + "\",\"expires_in\":7200}");
    private static readonly byte[] Plain = Answer("""{"errcode":0,"errmsg":"ok","balance":100,"trace_id":"65f2a0b1-1f7ad3c1-2d8b9e6a"}""");

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _sealed;

    public LeanServer()
    {
        using var platform = RSA.Create(2048);
        using var developer = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=WeChat", platform, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));
        SecureApi = new()
        {
            SymmetricKey = new() { Serial = "1", Value = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) },
            PrivateKey = new() { Value = developer.ExportRSAPrivateKeyPem() },
            Certificate = new() { Serial = "2", Value = certificate.ExportCertificatePem() },
        };
        _sealed = Seal(platform);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(16);
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}");

    public WeChatSecureApiOptions SecureApi { get; }

    public void Dispose() => _listener.Dispose();

    private static byte[] Answer(string body, string headers = "") => Encoding.ASCII.GetBytes(
        $"HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Type: application/json\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}");

    private static bool IsWhole(ReadOnlySpan<byte> request) => request.StartsWith("GET"u8) ? request.EndsWith("\r\n\r\n"u8) : request.EndsWith("}"u8);

    private byte[] Seal(RSA platform)
    {
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var text = Encoding.UTF8.GetBytes($$"""{"_n":"ShYZpqdVgY+yQVAxNSWhYg","_appid":"{{AppId}}","_timestamp":{{time}},"errcode":0,"errmsg":"getuserriskrank succ","risk_rank":0,"unoin_id":2258658297}""");
        var (nonce, data, tag) = (RandomNumberGenerator.GetBytes(12), new byte[text.Length], new byte[16]);
        using var aes = new AesGcm(Convert.FromBase64String(SecureApi.SymmetricKey.Value), 16);
        aes.Encrypt(nonce, text, data, tag, Encoding.UTF8.GetBytes($"https://api.weixin.qq.com{SecurePath}|{AppId}|{time}|1"));
        var body = $$"""{"iv":"{{Convert.ToBase64String(nonce)}}","data":"{{Convert.ToBase64String(data)}}","authtag":"{{Convert.ToBase64String(tag)}}"}""";
        var signature = platform.SignData(Encoding.UTF8.GetBytes($"https://api.weixin.qq.com{SecurePath}\n{AppId}\n{time}\n{body}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        return Answer(body, $"Wechatmp-Appid: {AppId}\r\nWechatmp-TimeStamp: {time}\r\nWechatmp-Serial: 2\r\nWechatmp-Signature: {Convert.ToBase64String(signature)}\r\n");
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var connection = _listener.Accept();
                new Thread(() => Serve(connection)) { IsBackground = true }.Start();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private void Serve(Socket connection)
    {
        using var _ = connection;
        connection.NoDelay = true;
        var buffer = new byte[16 * 1024];
        var filled = 0;
        try
        {
            while (connection.Receive(buffer.AsSpan(filled)) is var read and > 0)
            {
                filled += read;
                if (IsWhole(buffer.AsSpan(0, filled)))
                {
                    var path = buffer.AsSpan(buffer.AsSpan(0, filled).IndexOf((byte)' ') + 1);
                    var answer = path.StartsWith("/cgi-bin/"u8) ? Token : path.StartsWith("/sns/"u8) ? Login : buffer.AsSpan(0, filled).IndexOf("Wechatmp-Signature"u8) >= 0 ? _sealed : Plain;
                    filled = 0;
                    connection.Send(answer);
                }
            }
        }
        catch (SocketException)
        {
            // The client has gone.
        }
    }
}

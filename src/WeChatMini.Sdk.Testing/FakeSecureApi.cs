using System.Security.Cryptography;
using WeChatMini.Sdk.SecureApi;
using WeChatMini.Sdk.Testing.SecureApi;

namespace WeChatMini.Sdk.Testing;

/// <summary>
/// API security of a mini-program, with AES256 and RSAwithSHA256: calls that arrive sealed are verified and opened, and their answers signed and sealed.
/// Calls that arrive as they are get plain answers, unless <see cref="IsRequired"/>.
/// </summary>
public sealed class FakeSecureApi
{
    private readonly Lock _gate = new();
    private readonly string _appId;
    private readonly TimeProvider _clock;
    private SecureConsole? _console;
    private int _opened;

    internal FakeSecureApi(string appId, TimeProvider clock)
    {
        _appId = appId;
        _clock = clock;
    }

    /// <summary>Gets or sets whether a call that is not sealed is refused with 40232, wherever an API supports it.</summary>
    /// <value>Defaults to false.</value>
    public bool IsRequired { get; set; }

    /// <summary>Gets or sets what is wrong with the answers from now on.</summary>
    /// <value>Defaults to <see cref="FakeSecureCorruption.None"/>.</value>
    public FakeSecureCorruption Corruption { get; set; }

    /// <summary>Gets how many calls arrived sealed, were signed rightly and could be opened.</summary>
    public int Opened => Volatile.Read(ref _opened);

    /// <summary>Copies keys, certificate and serial numbers out of the console.</summary>
    /// <param name="options">Where to: the settings of the code under test.</param>
    public void CopyTo(WeChatSecureApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        lock (_gate)
        {
            var console = Console;
            options.SymmetricKey = new() { Serial = console.SymmetricSerial, Value = Convert.ToBase64String(console.SymmetricKey) };
            options.PrivateKey = new() { Serial = console.PrivateSerial, Value = console.Developer.ExportRSAPrivateKeyPem() };
            options.Certificate = new() { Serial = console.Platform.Serial, Value = console.Platform.Pem };
        }
    }

    /// <summary>WeChat renews its certificate: answers are signed with the new one, and with the old one as the one that is deprecated.</summary>
    public void RenewCertificate()
    {
        lock (_gate)
        {
            Console.Renew();
        }
    }

    /// <summary>WeChat drops the old certificate: answers are signed with the new one only.</summary>
    public void DropOldCertificate()
    {
        lock (_gate)
        {
            Console.Deprecated = null;
        }
    }

    /// <summary>The console has another symmetric key; what is sealed with the old one is refused with 40235.</summary>
    public void RenewSymmetricKey()
    {
        lock (_gate)
        {
            Console.SymmetricKey = RandomNumberGenerator.GetBytes(32);
            Console.SymmetricSerial = SecureConsole.NewSerial();
        }
    }

    /// <summary>The console has another private key's public half; what is signed with the old one is refused with 40234.</summary>
    public void RenewPrivateKey()
    {
        lock (_gate)
        {
            Console.Developer = RSA.Create(2048);
            Console.PrivateSerial = SecureConsole.NewSerial();
        }
    }

    /// <summary>Whether anybody asked for it; until then this WeChat knows of no keys.</summary>
    internal bool IsServed => IsRequired || Volatile.Read(ref _console) is not null;

    internal (int Code, OpenedCall? Call) Open(string path, IReadOnlyDictionary<string, string> headers, byte[] body)
    {
        lock (_gate)
        {
            var (code, call) = Console.Open(path, headers, body, _appId, _clock.GetUtcNow());
            if (call is not null)
            {
                Interlocked.Increment(ref _opened);
            }

            return (code, call);
        }
    }

    internal SealedAnswer Seal(string path, byte[] plaintext)
    {
        lock (_gate)
        {
            return Console.Seal(path, plaintext, _appId, _clock.GetUtcNow().ToUnixTimeSeconds(), Corruption);
        }
    }

    /// <summary>Made on first use: keys take their time.</summary>
    private SecureConsole Console => _console ??= new SecureConsole();
}

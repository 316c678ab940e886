using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>
/// The keys of one state of the options, parsed once. Calls enter and leave, and whoever is last closes them: a reload must not take the key out of
/// the hands of a call that waits for its answer.
/// </summary>
internal sealed class SecureKeys : IDisposable
{
    private readonly List<IDisposable> _parts = [];
    private readonly List<(string Serial, ISecureVerifier Verifier)> _certificates = [];
    private readonly List<(string Serial, ISecureCipher Cipher)> _ciphers = [];
    private int _users = 1;
    private int _hasWarned;

    /// <exception cref="WeChatException">Of kind <see cref="WeChatErrorKind.Misconfigured"/>: the message names the setting.</exception>
    public SecureKeys(WeChatMiniOptions options, ISecureSuite suite)
    {
        var settings = options.SecureApi;
        AppId = options.AppId;
        MaxAge = settings.MaxAge;
        try
        {
            Signer = Add(suite.Signer(settings.PrivateKey));
            foreach (var key in settings.PreviousSymmetricKeys.Prepend(settings.SymmetricKey))
            {
                _ciphers.Add((key.Serial, Add(suite.Cipher(Convert.FromBase64String(key.Value)))));
            }

            foreach (var certificate in settings.PreviousCertificates.Prepend(settings.Certificate))
            {
                _certificates.Add((certificate.Serial, Add(suite.Verifier(certificate))));
            }
        }
        catch
        {
            Close();
            throw;
        }
    }

    public string AppId { get; }

    public TimeSpan MaxAge { get; }

    public ISecureSigner Signer { get; } = null!;

    /// <summary>The first seals, all open. A list by its own name: going through any other makes an object each time.</summary>
    public List<(string Serial, ISecureCipher Cipher)> Ciphers => _ciphers;

    /// <summary>The verifier of a serial number; null when it is not configured.</summary>
    public ISecureVerifier? Verifier(string serial)
    {
        foreach (var (known, verifier) in _certificates)
        {
            if (known.Equals(serial, StringComparison.OrdinalIgnoreCase))
            {
                return verifier;
            }
        }

        return null;
    }

    /// <summary>True once.</summary>
    public bool ShouldWarn() => Interlocked.Exchange(ref _hasWarned, 1) == 0;

    /// <summary>Only while somebody else is in.</summary>
    public SecureKeys Enter()
    {
        Interlocked.Increment(ref _users);
        return this;
    }

    /// <summary>Leaves.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            Close();
        }
    }

    public override string ToString() => nameof(SecureKeys);

    private T Add<T>(T part)
        where T : IDisposable
    {
        _parts.Add(part);
        return part;
    }

    private void Close()
    {
        foreach (var part in _parts)
        {
            part.Dispose();
        }
    }
}

using System.Net.Http.Headers;
using System.Security.Cryptography;
using WeChatMini.Sdk.Testing.Push;

namespace WeChatMini.Sdk.Testing;

/// <summary>Message push of one mini-program: WeChat calls the code under test, in every mode and format, as it should and as an attacker would.</summary>
public sealed class FakePush
{
    /// <summary>WeChat sends a push up to three times, 5 seconds apart.</summary>
    private const int Attempts = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };

    private readonly string _appId;
    private readonly FakeClock _clock;

    internal FakePush(string appId, FakeClock clock)
    {
        _appId = appId;
        _clock = clock;
    }

    /// <summary>Gets or sets the Token.</summary>
    /// <value>Random by default: give it to the code under test.</value>
    public string Token { get; set; } = RandomNumberGenerator.GetHexString(24, lowercase: true);

    /// <summary>Gets or sets the EncodingAESKey.</summary>
    /// <value>Random by default: give it to the code under test.</value>
    public string EncodingAESKey { get; set; } = RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 43);

    /// <summary>Gets or sets the mode.</summary>
    /// <value>Defaults to <see cref="FakePushMode.Secure"/>.</value>
    public FakePushMode Mode { get; set; }

    /// <summary>Gets or sets the data format.</summary>
    /// <value>Defaults to <see cref="FakePushFormat.Json"/>.</value>
    public FakePushFormat Format { get; set; }

    /// <summary>Checks an address as the console does when it is saved.</summary>
    /// <param name="address">The address of <c>push</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether the echo came back as it was sent.</returns>
    public async Task<bool> CheckAddressAsync(Uri address, CancellationToken cancellationToken = default)
    {
        var echo = RandomNumberGenerator.GetString("0123456789", 19);
        var answer = await SendAsync(address, CreateAddressCheck(echo), 1, cancellationToken).ConfigureAwait(false);
        return answer.StatusCode == 200 && answer.Body == echo;
    }

    /// <summary>Sends a push once.</summary>
    /// <param name="address">The address of <c>push</c>.</param>
    /// <param name="message">What to push.</param>
    /// <param name="wrong">What is wrong with it; nothing by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What came back. Without an answer in 5 seconds of the fake's clock the connection is cut.</returns>
    public Task<FakePushAnswer> SendAsync(Uri address, FakePushMessage message, FakePushCorruption wrong = FakePushCorruption.None, CancellationToken cancellationToken = default) =>
        SendAsync(address, Create(message, wrong), 1, cancellationToken);

    /// <summary>Sends a push as WeChat does: again while it is not received, three times in all. Between attempts the fake's clock moves 5 seconds.</summary>
    /// <param name="address">The address of <c>push</c>.</param>
    /// <param name="message">What to push.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the last attempt brought. Each attempt is signed and sealed anew.</returns>
    public async Task<FakePushAnswer> DeliverAsync(Uri address, FakePushMessage message, CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await SendAsync(address, Create(message), attempt, cancellationToken).ConfigureAwait(false);
            if (answer.IsReceived || attempt == Attempts)
            {
                return answer;
            }

            _clock.Advance(Patience);
        }
    }

    /// <summary>Makes the request of an address check, for code that is not reached over HTTP.</summary>
    /// <param name="echo">What must come back.</param>
    /// <param name="wrong">What is wrong with it; nothing by default.</param>
    /// <exception cref="ArgumentException">A check has no body that could be wrong.</exception>
    public FakePushRequest CreateAddressCheck(string echo, FakePushCorruption wrong = FakePushCorruption.None) => wrong > FakePushCorruption.MovedBoundary
        ? throw new ArgumentException($"A check of the address has no body, so that it cannot be wrong by {wrong}.", nameof(wrong))
        : new PushBuilder(this, _appId, _clock.GetUtcNow(), wrong).Check(echo);

    /// <summary>Makes the request of a push, for code that is not reached over HTTP.</summary>
    /// <param name="message">What to push.</param>
    /// <param name="wrong">What is wrong with it; nothing by default.</param>
    /// <exception cref="ArgumentException">The mode is plain, and what is wrong would be about the ciphertext that it does not have.</exception>
    public FakePushRequest Create(FakePushMessage message, FakePushCorruption wrong = FakePushCorruption.None)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Mode == FakePushMode.Plain && wrong is (>= FakePushCorruption.WrongMessageSignature and <= FakePushCorruption.SealedTooDeep) or FakePushCorruption.DuplicateEncrypt)
        {
            throw new ArgumentException($"A push in plain mode has no ciphertext, so that it cannot be wrong by {wrong}.", nameof(wrong));
        }

        return new PushBuilder(this, _appId, _clock.GetUtcNow(), wrong).Deliver(message);
    }

    /// <summary>Reads a reply as WeChat does.</summary>
    /// <param name="body">The body of the answer.</param>
    /// <returns>The reply, decrypted where it was encrypted; null when WeChat could not read it.</returns>
    public string? ReadReply(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return PushReplyText.Read(this, _appId, body);
    }

    /// <summary>Hides Token and key.</summary>
    /// <returns>Mode and format.</returns>
    public override string ToString() => $"{Mode}, {Format}";

    internal static string NewNonce() => RandomNumberGenerator.GetString("123456789", 10);

    private async Task<FakePushAnswer> SendAsync(Uri address, FakePushRequest push, int attempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var request = new HttpRequestMessage(new HttpMethod(push.Method), new UriBuilder(address) { Query = push.Query }.Uri);
        if (push.ContentType is { } type)
        {
            request.Content = new ReadOnlyMemoryContent(push.Body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        }

        using var patience = new CancellationTokenSource(Patience, _clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var response = await Http.SendAsync(request, end.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsStringAsync(end.Token).ConfigureAwait(false);
            return new FakePushAnswer(attempt, (int)response.StatusCode, body, ReadReply(body));
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new FakePushAnswer(attempt, null, "", null);
        }
    }
}

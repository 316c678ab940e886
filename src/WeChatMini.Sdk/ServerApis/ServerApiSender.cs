using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.ServerApis;

/// <summary>
/// Calls any of WeChat's server APIs for one mini-program: its token, its errors, its transport. The typed clients of WeChatMini.Sdk.Apis
/// are made of this; use it for an API that they do not have.
/// </summary>
/// <remarks>All its methods throw <see cref="WeChatException"/> when WeChat refuses or cannot be reached; its kind says what to do.</remarks>
public sealed class ServerApiSender
{
    /// <summary>The name of the HTTP client, for what is added to it by name.</summary>
    internal const string HttpClientName = "WeChatMini.ServerApis";

    private static readonly int[] RetryDelays = [200, 600];

    private readonly Lazy<HttpClient> _http;
    private readonly TimeProvider _clock;

    internal ServerApiSender(IServiceProvider services, TimeProvider clock)
    {
        // On first use: most functions never call one.
        _http = new Lazy<HttpClient>(() => services.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName));
        _clock = clock;
    }

    /// <summary>Whose calls these are; set once, right after both exist.</summary>
    internal WeChatMiniClient Client { get; set; } = null!;

    /// <summary>Makes a call whose answer holds nothing but success.</summary>
    /// <param name="api">The API.</param>
    /// <param name="request">What is sent.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task SendAsync(ServerApi api, ServerApiRequest request, CancellationToken cancellationToken = default)
    {
        Check(api, request);
        using var response = await RunAsync(api, request, static _ => true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a call and reads its JSON answer.</summary>
    /// <param name="api">The API.</param>
    /// <param name="request">What is sent.</param>
    /// <param name="answer">How the answer is read. Let it ignore members that it does not know: WeChat adds some.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer. It is an empty object when WeChat said with one of <see cref="ServerApi.DoneCodes"/> that the thing was done before.</returns>
    public async Task<T> SendAsync<T>(ServerApi api, ServerApiRequest request, JsonTypeInfo<T> answer, CancellationToken cancellationToken = default)
        where T : class
    {
        Check(api, request);
        ArgumentNullException.ThrowIfNull(answer);
        T? read = null;
        using var response = await RunAsync(api, request, content => (read = content is BodyContent body ? JsonAnswer.Read(body.Bytes, answer) : null) is not null, cancellationToken).ConfigureAwait(false);
        return read ?? JsonSerializer.Deserialize("{}"u8, answer)!;
    }

    /// <summary>Makes a call that WeChat answers with a file. An error is an error, whatever content type it comes with.</summary>
    /// <param name="api">The API.</param>
    /// <param name="request">What is sent.</param>
    /// <param name="cancellationToken">Ends the call; the file is read under a token of its own.</param>
    public async Task<ServerApiFile> DownloadAsync(ServerApi api, ServerApiRequest request, CancellationToken cancellationToken = default)
    {
        Check(api, request);
        var response = await RunAsync(api, request, static content => content is not BodyContent { Bytes.Length: 0 }, cancellationToken).ConfigureAwait(false)
            ?? throw ApiErrors.Of(api.Path).Unusable("was no file");
        return new ServerApiFile(response, await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
    }

    private static void Check(ServerApi api, ServerApiRequest request)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(request);
    }

    /// <returns>The answer; null when the thing was done before.</returns>
    private async Task<HttpResponseMessage?> RunAsync(ServerApi api, ServerApiRequest request, Func<HttpContent, bool> accept, CancellationToken cancellationToken)
    {
        if (request.Form is not null)
        {
            await request.Form.PrepareAsync(cancellationToken).ConfigureAwait(false);
        }

        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var response = await SendOnceAsync(api, request, cancellationToken).ConfigureAwait(false);
                if (accept(response.Content))
                {
                    return response;
                }

                response.Dispose();
                throw ApiErrors.Of(api.Path).Unusable("was empty or not the expected JSON");
            }
            catch (WeChatException failure) when (failure.ErrorCode is { } code && api.DoneCodes.Contains(code))
            {
                return null;
            }
            catch (WeChatException failure) when (MayRepeat(api, attempt, failure) && !cancellationToken.IsCancellationRequested)
            {
                var delay = RetryDelays[attempt] * RandomNumberGenerator.GetInt32(75, 125) / 100;
                await Task.Delay(TimeSpan.FromMilliseconds(delay), _clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool MayRepeat(ServerApi api, int attempt, WeChatException failure) =>
        api.Retry != ServerApiRetry.Never && attempt < RetryDelays.Length && failure.Kind is WeChatErrorKind.Busy or WeChatErrorKind.OutcomeUnknown;

    private async Task<HttpResponseMessage> SendOnceAsync(ServerApi api, ServerApiRequest request, CancellationToken cancellationToken)
    {
        // Not disposed: that would dispose of a form, which a repetition sends again.
        var message = ServerApiMessage.Create(Client, api, request);
        Exception failure;
        try
        {
            return await _http.Value.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (WeChatException)
        {
            throw;
        }
        catch (Exception exception)
        {
            // From a handler of the application's, which may have thrown before the call left or after.
            failure = cancellationToken.IsCancellationRequested ? new OperationCanceledException(cancellationToken) : ApiErrors.Of(api.Path).OfException(exception, mayHaveLeft: true);
        }

        // Outside the catch, so that the original, which may hold the request, is not even an inner exception.
        throw failure;
    }
}

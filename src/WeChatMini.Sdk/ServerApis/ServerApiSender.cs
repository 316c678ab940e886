using System.Runtime.CompilerServices;
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
        using var response = (await RunAsync(api, request, static (content, _) => content, api, cancellationToken).ConfigureAwait(false)).Response;
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
        var (response, read) = await RunAsync(api, request, static (content, type) => content is BodyContent body ? JsonAnswer.Read(body.Bytes, (JsonTypeInfo<T>)type) : null, answer, cancellationToken).ConfigureAwait(false);
        response?.Dispose();
        return (T?)read ?? JsonSerializer.Deserialize("{}"u8, answer)!;
    }

    /// <summary>Makes a call that WeChat answers with a file. An error is an error, whatever content type it comes with.</summary>
    /// <param name="api">The API.</param>
    /// <param name="request">What is sent.</param>
    /// <param name="cancellationToken">Ends the call; the file is read under a token of its own.</param>
    public async Task<ServerApiFile> DownloadAsync(ServerApi api, ServerApiRequest request, CancellationToken cancellationToken = default)
    {
        Check(api, request);
        var (answer, _) = await RunAsync(api, request, static (content, _) => content is BodyContent { Bytes.Length: 0 } ? null : content, api, cancellationToken).ConfigureAwait(false);
        var response = answer ?? throw ApiErrors.Of(api.Path).Unusable("was no file");
        return new ServerApiFile(response, await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
    }

    private static void Check(ServerApi api, ServerApiRequest request)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(request);
    }

    /// <param name="api">The API.</param>
    /// <param name="request">What is sent.</param>
    /// <param name="read">Takes from the answer what is wanted; null when it is not there.</param>
    /// <param name="how">What it is given along.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer, and what was read; null when the thing was done before.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<(HttpResponseMessage? Response, object? Read)> RunAsync(ServerApi api, ServerApiRequest request, Func<HttpContent, object, object?> read, object how, CancellationToken cancellationToken)
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
                if (read(response.Content, how) is { } found)
                {
                    return (response, found);
                }

                response.Dispose();
                throw ApiErrors.Of(api.Path).Unusable("was empty or not the expected JSON");
            }
            catch (WeChatException failure) when (failure is { ErrorCode: { } code, IsUnsigned: false } && api.DoneCodes.Contains(code))
            {
                return (null, null);
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

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<HttpResponseMessage> SendOnceAsync(ServerApi api, ServerApiRequest request, CancellationToken cancellationToken)
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

namespace WeChatMini.Functions.Tests.Support;

/// <summary>The first requests of the ordinary build, which compiles what they need: on a busy machine that may take longer than Redis has to answer.</summary>
internal static class WarmUp
{
    private const int Attempts = 20;

    /// <summary>Sends a request until it is not told to come back.</summary>
    public static async Task<Answer> AsksAsync(Gateway gateway, Func<Message> request)
    {
        var answer = await gateway.SendAsync(request());
        for (var attempt = 1; answer.Status == 503 && attempt < Attempts; attempt++)
        {
            answer = await gateway.SendAsync(request());
        }

        return answer;
    }
}

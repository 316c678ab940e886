using System.Diagnostics;
using System.Diagnostics.Metrics;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Push;

namespace WeChatMini.Sdk.Diagnostics;

/// <summary>The instruments behind <see cref="WeChatMiniDiagnostics"/>; one per container.</summary>
internal sealed class Instruments : IDisposable
{
    private readonly ActivitySource _source = new(WeChatMiniDiagnostics.ActivitySourceName);
    private readonly Histogram<double> _requests;
    private readonly Counter<long> _logins;
    private readonly Counter<long> _loginAuditFailures;
    private readonly Counter<long> _storeFailures;
    private readonly Counter<long> _tokenHits;
    private readonly Counter<long> _tokenRefreshes;
    private readonly Counter<long> _tokenWaits;
    private readonly Counter<long> _tokenFailOpens;
    private readonly Counter<long> _tokenRejections;
    private readonly Counter<long> _shareFailures;
    private readonly Counter<long> _refusedData;
    private readonly Counter<long> _pushes;

    public Instruments(IMeterFactory meters)
    {
        var meter = meters.Create(WeChatMiniDiagnostics.MeterName);
        _requests = meter.CreateHistogram<double>(WeChatMiniDiagnostics.RequestDuration, "s", "Calls to WeChat.");
        _logins = meter.CreateCounter<long>(WeChatMiniDiagnostics.Logins, "{login}", "Logins by outcome.");
        _loginAuditFailures = meter.CreateCounter<long>(WeChatMiniDiagnostics.LoginAuditFailures, "{failure}", "Logins of which no audit entry was kept.");
        _storeFailures = meter.CreateCounter<long>(WeChatMiniDiagnostics.StoreFailures, "{failure}", "Session store operations that failed.");
        _tokenHits = meter.CreateCounter<long>(WeChatMiniDiagnostics.TokenHits, "{token}", "Access tokens handed out of memory.");
        _tokenRefreshes = meter.CreateCounter<long>(WeChatMiniDiagnostics.TokenRefreshes, "{refresh}", "Fetches from a token endpoint.");
        _tokenWaits = meter.CreateCounter<long>(WeChatMiniDiagnostics.TokenWaits, "{wait}", "Callers that waited for a fetch.");
        _tokenFailOpens = meter.CreateCounter<long>(WeChatMiniDiagnostics.TokenFailOpens, "{fetch}", "Fetches made alone because the shared cache was down.");
        _tokenRejections = meter.CreateCounter<long>(WeChatMiniDiagnostics.TokenRejections, "{rejection}", "Tokens that WeChat rejected.");
        _shareFailures = meter.CreateCounter<long>(WeChatMiniDiagnostics.ShareFailures, "{failure}", "Shared token cache operations that failed.");
        _refusedData = meter.CreateCounter<long>(WeChatMiniDiagnostics.RefusedUserData, "{refusal}", "User data that was refused.");
        _pushes = meter.CreateCounter<long>(WeChatMiniDiagnostics.Pushes, "{push}", "Message pushes by outcome.");
    }

    public Activity? StartCall(string operation, string appId) =>
        _source.StartActivity(operation, ActivityKind.Client)?
            .SetTag(WeChatMiniDiagnostics.OperationTag, operation)
            .SetTag(WeChatMiniDiagnostics.AppTag, appId);

    public void EndCall(Activity? activity, string operation, TimeSpan duration, WeChatException? failure)
    {
        if (activity is not null && failure is not null)
        {
            activity.SetTag(WeChatMiniDiagnostics.ErrorTypeTag, failure.Kind.ToString())
                .SetTag(WeChatMiniDiagnostics.ErrorCodeTag, failure.ErrorCode)
                .SetTag(WeChatMiniDiagnostics.RequestIdTag, failure.RequestId)
                .SetStatus(ActivityStatusCode.Error);
        }

        if (_requests.Enabled)
        {
            var tags = new TagList { { WeChatMiniDiagnostics.OperationTag, operation } };
            AddErrorType(ref tags, failure);
            _requests.Record(duration.TotalSeconds, tags);
        }
    }

    public void Login(WeChatException? failure)
    {
        if (_logins.Enabled)
        {
            var tags = default(TagList);
            AddErrorType(ref tags, failure);
            _logins.Add(1, tags);
        }
    }

    public void LoginAuditFailure() => _loginAuditFailures.Add(1);

    public void StoreFailure(string operation) => _storeFailures.Add(1, new KeyValuePair<string, object?>(WeChatMiniDiagnostics.OperationTag, operation));

    public void TokenHit() => _tokenHits.Add(1);

    public void TokenRefresh() => _tokenRefreshes.Add(1);

    public void TokenWait() => _tokenWaits.Add(1);

    public void TokenFailOpen() => _tokenFailOpens.Add(1);

    public void TokenRejection() => _tokenRejections.Add(1);

    public void ShareFailure(string operation) => _shareFailures.Add(1, new KeyValuePair<string, object?>(WeChatMiniDiagnostics.OperationTag, operation));

    public void RefusedUserData() => _refusedData.Add(1);

    public void Push(PushMessage push, string outcome) =>
        _pushes.Add(1, new KeyValuePair<string, object?>(WeChatMiniDiagnostics.OperationTag, push.GetType().Name), new KeyValuePair<string, object?>(WeChatMiniDiagnostics.OutcomeTag, outcome));

    public void PushRefused() => _pushes.Add(1, new KeyValuePair<string, object?>(WeChatMiniDiagnostics.OutcomeTag, "refused"));

    public void Dispose() => _source.Dispose();

    private static void AddErrorType(ref TagList tags, WeChatException? failure)
    {
        if (failure is not null)
        {
            tags.Add(WeChatMiniDiagnostics.ErrorTypeTag, failure.Kind.ToString());
        }
    }
}

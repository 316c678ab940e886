namespace WeChatMini.Sdk.Testing.Stores;

/// <summary>A session store does not keep what it promised. The message is the whole report.</summary>
public sealed class SessionStoreContractException : Exception
{
    /// <summary>Creates it for a report.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="report"/> is null.</exception>
    public SessionStoreContractException(SessionStoreReport report)
        : base(report?.ToString())
    {
        ArgumentNullException.ThrowIfNull(report);
        Report = report;
    }

    /// <summary>Gets the report.</summary>
    public SessionStoreReport Report { get; }
}

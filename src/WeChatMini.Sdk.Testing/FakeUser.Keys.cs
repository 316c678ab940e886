using System.Security.Cryptography;

namespace WeChatMini.Sdk.Testing;

/// <content>Encryption keys and payments.</content>
public sealed partial class FakeUser
{
    private readonly List<FakeEncryptKey> _encryptKeys = [];
    private DateTimeOffset? _paidAt;
    private string[] _payment = ["", "", ""];

    /// <summary>Does what <c>wx.getUserCryptoManager().getLatestUserKey</c> does: makes a key of the next version. WeChat keeps the last three, each for an hour.</summary>
    /// <returns>The key as the client sees it.</returns>
    public FakeEncryptKey NextEncryptKey()
    {
        lock (_encryptKeys)
        {
            var key = new FakeEncryptKey(RandomNumberGenerator.GetBytes(16), RandomNumberGenerator.GetHexString(16, lowercase: true), (_encryptKeys.LastOrDefault()?.Version ?? 0) + 1, _app.Apps.Clock.GetUtcNow());
            _encryptKeys.Add(key);
            return key;
        }
    }

    /// <summary>Pays: for 5 minutes the unionid can be had by the payment.</summary>
    /// <param name="transactionId">WeChat Pay's number of it.</param>
    /// <param name="merchantId">The merchant.</param>
    /// <param name="merchantOrder">The merchant's number of it.</param>
    public void Pay(string transactionId, string merchantId = "", string merchantOrder = "")
    {
        _payment = [transactionId, merchantId, merchantOrder];
        _paidAt = _app.Apps.Clock.GetUtcNow();
    }

    internal IReadOnlyList<FakeEncryptKey> EncryptKeys(DateTimeOffset now)
    {
        lock (_encryptKeys)
        {
            return [.. _encryptKeys.Where(key => now < key.ExpiresAt).TakeLast(3)];
        }
    }

    internal bool HasPaid(string transactionId, string merchantId, string merchantOrder, DateTimeOffset now) =>
        _paidAt is { } paidAt && now - paidAt < TimeSpan.FromMinutes(5)
        && (transactionId.Length == 0 || transactionId == _payment[0])
        && (merchantOrder.Length == 0 || (merchantId == _payment[1] && merchantOrder == _payment[2]));
}

using System.Security.Cryptography;
using System.Text;
using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Signatures;

namespace WeChatMini.Sdk.UserData;

/// <content>Server APIs around the session_key and the user.</content>
public sealed partial class MiniUserData
{
    /// <summary>Asks WeChat whether the session's key is still the user's valid one (<c>/wxa/checksession</c>).</summary>
    /// <returns>False when it is stale or there is none: the mini-program calls <c>wx.login</c> before it seals anything.</returns>
    /// <exception cref="WeChatException">WeChat could not say.</exception>
    public async Task<bool> CheckSessionKeyAsync(MiniSession session, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        try
        {
            await _calls.CheckSessionAsync(session, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (WeChatException failure) when (failure is { Kind: WeChatErrorKind.LoginAgain, ErrorCode: null or 87007 or 87009 })
        {
            return false;
        }
    }

    /// <summary>
    /// Lets WeChat replace the user's session_key (<c>/wxa/resetusersessionkey</c>); the new one is kept, the old one opens data for 5 more
    /// minutes. It ends when the old one would have ended, and WeChat refuses to do it often.
    /// </summary>
    /// <param name="session">The user's session.</param>
    /// <param name="cancellationToken">Ends the call to WeChat; a key that has arrived is kept all the same.</param>
    /// <exception cref="WeChatException">Of kind <see cref="WeChatErrorKind.LoginAgain"/> when the key is stale; <see cref="WeChatErrorKind.OutcomeUnknown"/> when the key may have been replaced and is lost, which a login mends.</exception>
    public async Task ResetSessionKeyAsync(MiniSession session, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);

        // From before it is sent, like a login's: the two then keep WeChat's order.
        var sentAt = _app.Now();
        var sessionKey = await _calls.ResetSessionKeyAsync(session, cancellationToken).ConfigureAwait(false);
        await _keys.PutAsync(session, sessionKey, sentAt).ConfigureAwait(false);
    }

    /// <summary>Exchanges the one-time code of a phone-number button (<c>/wxa/business/getuserphonenumber</c>), letting WeChat check that it is this user's.</summary>
    /// <param name="code">What <c>bindgetphonenumber</c> gave; not the code of <c>wx.login</c>. Valid once, for 5 minutes.</param>
    /// <param name="session">The session of the user who sent it.</param>
    /// <param name="cancellationToken">Ends the call; the code is then spent or not.</param>
    /// <exception cref="WeChatException">Of kind <see cref="WeChatErrorKind.UserActionRequired"/> when the code is spent, expired or none: the user taps the button again.</exception>
    public Task<PhoneNumber> GetPhoneNumberAsync(string code, MiniSession session, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        return _calls.GetPhoneNumberAsync(code, session.OpenId, cancellationToken);
    }

    /// <summary>Exchanges the one-time code of a phone-number button, for applications with sessions of their own.</summary>
    /// <param name="code">What <c>bindgetphonenumber</c> gave; not the code of <c>wx.login</c>. Valid once, for 5 minutes.</param>
    /// <param name="openId">Whose it must be; null, the default, leaves that unchecked.</param>
    /// <param name="cancellationToken">Ends the call; the code is then spent or not.</param>
    /// <exception cref="WeChatException">As for the other overload.</exception>
    public Task<PhoneNumber> GetPhoneNumberAsync(string code, string? openId = null, CancellationToken cancellationToken = default) =>
        _calls.GetPhoneNumberAsync(code, openId, cancellationToken);

    /// <summary>Gets the unionid of a user within 5 minutes of a payment (<c>/wxa/getpaidunionid</c>).</summary>
    /// <param name="openId">The user who paid.</param>
    /// <param name="transactionId">WeChat Pay's number of the payment; null, the default, for the user's last payment.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="WeChatException">WeChat refused; 89300 says that there is no such payment.</exception>
    public Task<string> GetPaidUnionIdAsync(string openId, string? transactionId = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(openId);
        return transactionId is null
            ? _calls.GetPaidUnionIdAsync([("openid", openId)], cancellationToken)
            : _calls.GetPaidUnionIdAsync([("openid", openId), ("transaction_id", transactionId)], cancellationToken);
    }

    /// <summary>Gets the unionid of a user within 5 minutes of a payment, by the merchant's own number of it.</summary>
    /// <param name="openId">The user who paid.</param>
    /// <param name="merchantId">The merchant.</param>
    /// <param name="merchantOrder">The merchant's number of the payment.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="WeChatException">As for the other overload.</exception>
    public Task<string> GetPaidUnionIdAsync(string openId, string merchantId, string merchantOrder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(openId);
        ArgumentException.ThrowIfNullOrEmpty(merchantId);
        ArgumentException.ThrowIfNullOrEmpty(merchantOrder);
        return _calls.GetPaidUnionIdAsync([("openid", openId), ("mch_id", merchantId), ("out_trade_no", merchantOrder)], cancellationToken);
    }

    /// <summary>Asks WeChat whether it made sealed data for this mini-program (<c>/wxa/business/checkencryptedmsg</c>); it remembers phone numbers of the last 3 days.</summary>
    /// <param name="encryptedData">What the mini-program sent. Spaces that were plus signs are understood.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether WeChat knows it. Only its hash is sent.</returns>
    /// <exception cref="WeChatException">WeChat could not say.</exception>
    public async Task<EncryptedMessageCheck> CheckEncryptedMessageAsync(string encryptedData, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(encryptedData);
        var text = encryptedData.Replace(' ', '+');
        var message = Encoding.UTF8.GetBytes(text);
        if (_app.Snapshot.Options.UserData.HashDecodedMessage)
        {
            var decoded = new byte[text.Length];
            message = ClientText.TryDecode(text, decoded, out var length) ? decoded[..length] : throw new WeChatException(WeChatErrorKind.InvalidRequest, "The encrypted data is no Base64 text.");
        }

        return await _calls.CheckEncryptedMessageAsync(Convert.ToHexStringLower(SHA256.HashData(message)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gets the user's encryption keys (<c>/wxa/business/getuserencryptkey</c>), at most 3, for data that the mini-program encrypted with <c>wx.getUserCryptoManager</c>.</summary>
    /// <exception cref="WeChatException">Of kind <see cref="WeChatErrorKind.LoginAgain"/> when the session's key is stale.</exception>
    public Task<IReadOnlyList<UserEncryptKey>> GetEncryptKeysAsync(MiniSession session, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        return _calls.GetEncryptKeysAsync(session, cancellationToken);
    }

    /// <summary>Gets one of the user's encryption keys by the version that the mini-program named.</summary>
    /// <returns>The key; null when WeChat has none of that version any more: the mini-program asks for the latest and encrypts again.</returns>
    /// <exception cref="WeChatException">As for <see cref="GetEncryptKeysAsync"/>.</exception>
    public async Task<UserEncryptKey?> GetEncryptKeyAsync(MiniSession session, int version, CancellationToken cancellationToken = default) =>
        (await GetEncryptKeysAsync(session, cancellationToken).ConfigureAwait(false)).FirstOrDefault(key => key.Version == version);

    /// <summary>
    /// Signs text with the session's key, for what the mini-program itself hands to WeChat, such as the <c>signData</c> of
    /// <c>wx.requestVirtualPayment</c>. Calls of this server are signed by <see cref="RequestSigning"/>.
    /// </summary>
    /// <param name="session">The user's session.</param>
    /// <param name="data">The exact text. Never empty: that signature is what resets a key.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    /// <exception cref="WeChatException">Of kind <see cref="WeChatErrorKind.LoginAgain"/> when there is no key; or <see cref="WeChatErrorKind.StoreUnavailable"/>.</exception>
    public async ValueTask<string> SignAsync(MiniSession session, string data, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(data);
        var key = await _keys.CurrentAsync(session, cancellationToken).ConfigureAwait(false);
        var signature = HexSignature.Compute(key, Encoding.UTF8.GetBytes(data));
        CryptographicOperations.ZeroMemory(key);
        return signature;
    }
}

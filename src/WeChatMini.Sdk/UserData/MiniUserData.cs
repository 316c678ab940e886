using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.UserData;

/// <summary>
/// What a mini-program hands over about its user, opened and checked in one call with the session_key that never leaves this
/// library, and the server APIs around that key. See docs/user-data.md.
/// </summary>
/// <remarks>
/// Opening and verifying throw one and the same <see cref="WeChatException"/>, of kind <see cref="WeChatErrorKind.LoginAgain"/>, whatever is
/// wrong: another key, app or user, too old, damaged, forged, a type that does not fit, or too many failures before (5 a minute and 20
/// for one session_key, in each process). The remedy for an honest client is the same, and an attacker learns nothing.
/// </remarks>
public sealed partial class MiniUserData
{
    private readonly MiniApp _app;
    private readonly SessionKeys _keys;
    private readonly UserCalls _calls;
    private readonly Instruments _instruments;
    private readonly ILogger _log;
    private readonly FailureBudget _budget = new();

    internal MiniUserData(MiniApp app, SessionKeys keys, UserCalls calls, Instruments instruments, ILogger log)
    {
        _app = app;
        _keys = keys;
        _calls = calls;
        _instruments = instruments;
        _log = log;
    }

    /// <summary>
    /// Opens sealed data of any shape: with the session's key or, for 5 minutes after a login, the one before; only when it is of this
    /// mini-program, of this session's user and not older than <see cref="WeChatUserDataOptions.MaxAge"/>.
    /// </summary>
    /// <typeparam name="T">What the data holds.</typeparam>
    /// <param name="session">The session of the user who sent it, as it was validated for this request.</param>
    /// <param name="encryptedData">What the mini-program sent; anything, at most 16 KiB. Spaces that were plus signs are understood.</param>
    /// <param name="iv">What the mini-program sent beside it; anything.</param>
    /// <param name="type">How the JSON is read, from a source-generated context. Ignore members that you do not know: WeChat adds some.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>A claim of the client: the cipher has no authentication, so who holds the user's own phone can change parts of it.</returns>
    /// <exception cref="WeChatException">Of kind <see cref="WeChatErrorKind.LoginAgain"/>, whatever is wrong; or <see cref="WeChatErrorKind.StoreUnavailable"/>.</exception>
    public async ValueTask<T> OpenAsync<T>(MiniSession session, string? encryptedData, string? iv, JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(type);
        var now = _app.Now();
        var slot = await _keys.FindAsync(session, now, cancellationToken).ConfigureAwait(false);
        return Open(session, slot, now, (encryptedData, iv, type), static (input, keys, rules) => SealedData.Open(input.encryptedData, input.iv, keys, input.type, rules));
    }

    /// <summary>Opens a profile (<c>wx.getUserProfile</c>, <c>wx.getUserInfo</c>).</summary>
    /// <inheritdoc cref="OpenAsync{T}"/>
    public ValueTask<UserProfileClaim> OpenProfileAsync(MiniSession session, string? encryptedData, string? iv, CancellationToken cancellationToken = default) =>
        OpenAsync(session, encryptedData, iv, UserDataJsonContext.Default.UserProfileClaim, cancellationToken);

    /// <summary>Opens a phone number of the older kind of button. Prefer <see cref="GetPhoneNumberAsync(string, MiniSession, CancellationToken)"/>, for which WeChat vouches.</summary>
    /// <inheritdoc cref="OpenAsync{T}"/>
    public ValueTask<PhoneNumberClaim> OpenPhoneNumberAsync(MiniSession session, string? encryptedData, string? iv, CancellationToken cancellationToken = default) =>
        OpenAsync(session, encryptedData, iv, UserDataJsonContext.Default.PhoneNumberClaim, cancellationToken);

    /// <summary>Opens the steps of <c>wx.getWeRunData</c>.</summary>
    /// <inheritdoc cref="OpenAsync{T}"/>
    public ValueTask<StepsClaim> OpenStepsAsync(MiniSession session, string? encryptedData, string? iv, CancellationToken cancellationToken = default) =>
        OpenAsync(session, encryptedData, iv, UserDataJsonContext.Default.StepsClaim, cancellationToken);

    /// <summary>Opens the chat group of <c>wx.getShareInfo</c> or <c>wx.getGroupEnterInfo</c>.</summary>
    /// <inheritdoc cref="OpenAsync{T}"/>
    public ValueTask<GroupShareClaim> OpenGroupShareAsync(MiniSession session, string? encryptedData, string? iv, CancellationToken cancellationToken = default) =>
        OpenAsync(session, encryptedData, iv, UserDataJsonContext.Default.GroupShareClaim, cancellationToken);

    /// <summary>Reads a profile only if its signature fits the session's key. It has no time in it: whoever recorded it can send it again.</summary>
    /// <param name="session">The session of the user who sent it, as it was validated for this request.</param>
    /// <param name="rawData">The text exactly as the mini-program got it; anything, at most 16 Ki characters.</param>
    /// <param name="signature">40 hexadecimal digits, of either case; anything.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <exception cref="WeChatException">Of kind <see cref="WeChatErrorKind.LoginAgain"/>, whatever is wrong; or <see cref="WeChatErrorKind.StoreUnavailable"/>.</exception>
    public async ValueTask<UserProfile> VerifyProfileAsync(MiniSession session, string? rawData, string? signature, CancellationToken cancellationToken = default)
    {
        var now = _app.Now();
        var slot = await _keys.FindAsync(session, now, cancellationToken).ConfigureAwait(false);
        return Open(session, slot, now, (rawData, signature), static (input, keys, _) => RawData.Open(input.rawData, input.signature, keys, UserDataJsonContext.Default.UserProfile));
    }

    private T Open<TInput, T>(MiniSession session, SessionKeySlot? slot, DateTimeOffset now, TInput input, DataOpener<TInput, T> open)
        where T : class
    {
        var snapshot = _app.Snapshot;
        if (slot is not null && _budget.Allows(session.Address.User, slot.Current.ObtainedAt, now))
        {
            using var keys = CandidateKeys.Of(slot, snapshot, session.OpenId, now);
            if (open(input, keys, new DataRules(snapshot, session, now)) is { } data)
            {
                return data;
            }

            _budget.Charge(session.Address.User, slot.Current.ObtainedAt, now);
        }

        // The one way out, whatever went wrong.
        _instruments.RefusedUserData();
        _log.UserDataRefused(_app.Label, Masked.OpenId(session.OpenId));
        throw new WeChatException(WeChatErrorKind.LoginAgain, "The data does not open with the user's session_key, which is stale. Let the mini-program call wx.login, then ask the user for the data again.");
    }
}

namespace WeChatMini.Sdk.AccessTokens;

/// <summary>
/// A place where the instances of an application share access tokens: a small cache and, where the engine can, a lease that
/// lets one of them fetch. Entries are ciphertext; keys are not secret. It may fail at any time: callers then go on alone.
/// </summary>
/// <remarks>
/// Implement it for another engine. Throw on trouble; do not swallow it. Each call must end within a second; the first one, which
/// may have to connect, within three.
/// </remarks>
public interface IAccessTokenShare
{
    /// <summary>Gets whether <see cref="TryLeaseAsync"/> works across instances.</summary>
    bool HasLease { get; }

    /// <summary>Gets whether only one machine sees it, such as a file. Function hosts are then refused, as they are for sessions of that kind.</summary>
    /// <value>False by default.</value>
    bool IsPerInstance => false;

    /// <summary>Reads an entry.</summary>
    /// <returns>The bytes, or null when there are none.</returns>
    ValueTask<byte[]?> ReadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Writes an entry, where the engine can compare only if it expires later than the one that is there: an instance that was frozen must not overwrite a newer token.</summary>
    ValueTask WriteAsync(string key, ReadOnlyMemory<byte> entry, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>
    /// Writes an entry in place of one that the caller read and cannot use, whenever that one expires: it was changed, sealed under
    /// another AppSecret, or WeChat rejected its token. If another entry is there by now, the rule of <see cref="WriteAsync"/> holds.
    /// </summary>
    /// <remarks>The default, <see cref="WriteAsync"/>, is right for an engine that overwrites anyway. One that compares must override it, or else an entry that nobody can use stays until it expires and each new instance fetches.</remarks>
    ValueTask ReplaceAsync(string key, ReadOnlyMemory<byte> useless, ReadOnlyMemory<byte> entry, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        WriteAsync(key, entry, expiresAt, cancellationToken);

    /// <summary>Takes the lease unless somebody holds it. It ends by itself after <paramref name="duration"/> on the engine's clock.</summary>
    /// <returns>True when this owner holds it now.</returns>
    ValueTask<bool> TryLeaseAsync(string key, string owner, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Gives the lease back if this owner still holds it.</summary>
    ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken);
}

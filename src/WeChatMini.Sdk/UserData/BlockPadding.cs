namespace WeChatMini.Sdk.UserData;

/// <summary>PKCS#7 for 16-byte blocks, without a branch on what was decrypted.</summary>
internal static class BlockPadding
{
    public const int BlockSize = 16;

    /// <summary>Measures a plaintext of whole blocks without its padding.</summary>
    /// <param name="plaintext">At least one block.</param>
    /// <param name="length">The length without the padding; all of it when the padding is wrong.</param>
    /// <returns>0 when the padding is right.</returns>
    public static int Measure(ReadOnlySpan<byte> plaintext, out int length)
    {
        var last = plaintext[^BlockSize..];
        int pad = last[^1];

        // The sign bit of a negative number: pad is 0, or more than 16.
        var wrong = ((pad - 1) | (BlockSize - pad)) >> 31;
        for (var i = 1; i <= BlockSize; i++)
        {
            // All ones while the byte belongs to the padding.
            var counts = ~((pad - i) >> 31);
            wrong |= (last[BlockSize - i] ^ pad) & counts;
        }

        // All ones when nothing was wrong.
        var right = ~((wrong | -wrong) >> 31);
        length = plaintext.Length - (pad & right);
        return wrong;
    }
}

using System.Security.Cryptography;
using System.Text.Json;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.UserData;

/// <summary>The padding-oracle program of security-reliability.md E4: against a naive opener it recovers a block, against this library nothing.</summary>
public sealed class PaddingOracleTests : IAsyncDisposable
{
    private readonly DataBackend _backend = new();

    public ValueTask DisposeAsync() => _backend.DisposeAsync();

    [Fact]
    public async Task Against_an_opener_that_tells_its_errors_apart_the_program_recovers_a_whole_block()
    {
        var (user, _) = await _backend.SignInAsync();
        var data = user.SealProfile();
        using var aes = Aes.Create();
        aes.Key = Convert.FromBase64String(user.SessionKey);

        var recovered = await RecoverAsync(data.EncryptedData, data.Iv, 16, (encryptedData, iv) =>
        {
            try
            {
                using var _ = JsonDocument.Parse(aes.DecryptCbc(Convert.FromBase64String(encryptedData), Convert.FromBase64String(iv)));
                return Task.FromResult("opened");
            }
            catch (Exception exception)
            {
                return Task.FromResult(exception.GetType().Name);
            }
        });

        Assert.Equal("""{"nickName":"Ali"""u8.ToArray(), recovered);
    }

    [Fact]
    public async Task Against_this_library_it_recovers_nothing_and_is_cut_off()
    {
        var (user, session) = await _backend.SignInAsync();
        var data = user.SealProfile();

        var recovered = await RecoverAsync(data.EncryptedData, data.Iv, 2, async (encryptedData, iv) =>
        {
            // A patient attacker: never more than five in a minute.
            _backend.WeChat.Clock.Advance(TimeSpan.FromSeconds(15));
            return await _backend.RefusalOfAsync(session, encryptedData, iv);
        });

        Assert.Empty(recovered);
        await _backend.RefusalOfAsync(session, user.SealProfile());
        MiniSession again = await _backend.LoginAsync(user);
        Assert.NotNull(await _backend.OpenAsync(again, user.SealProfile()));
    }

    /// <summary>Vaudenay's attack on the first block: the one answer of 256 that differs from the others gives a byte away.</summary>
    private static async Task<byte[]> RecoverAsync(string encryptedData, string iv, int most, Func<string, string, Task<string>> ask)
    {
        var block = Convert.ToBase64String(Convert.FromBase64String(encryptedData).AsSpan(0, 16));
        var vector = Convert.FromBase64String(iv);
        var intermediate = new byte[16];
        var recovered = new List<byte>();
        for (var pad = 1; pad <= most; pad++)
        {
            // A longer padding fits by chance once in 256 times: then it is tried with other bytes before the one in question.
            int? found = null;
            for (var attempt = 0; attempt < 3 && found is null; attempt++)
            {
                var forged = RandomNumberGenerator.GetBytes(16);
                for (var i = 17 - pad; i < 16; i++)
                {
                    forged[i] = (byte)(intermediate[i] ^ pad);
                }

                var answers = new List<(int Guess, string Answer)>();
                for (var guess = 0; guess < 256; guess++)
                {
                    forged[16 - pad] = (byte)guess;
                    answers.Add((guess, await ask(block, Convert.ToBase64String(forged))));
                }

                var different = answers.GroupBy(answer => answer.Answer).Where(group => group.Count() == 1).ToArray();
                found = different.Length == 1 ? different[0].Single().Guess : null;
            }

            if (found is not { } right)
            {
                break;
            }

            intermediate[16 - pad] = (byte)(right ^ pad);
            recovered.Insert(0, (byte)(intermediate[16 - pad] ^ vector[16 - pad]));
        }

        return [.. recovered];
    }
}

using System.Globalization;

namespace WeChatMini.Engines;

/// <summary>A disk of its own in memory that a test can fill up. Only root can make one; elsewhere the test is skipped.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _filler;

    private SmallDisk(string path) => (Path, _filler) = (path, System.IO.Path.Combine(path, "filler"));

    public string Path { get; }

    public static async Task<SmallDisk> MakeAsync(int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can make a disk that runs full.");
        var path = Directory.CreateTempSubdirectory("wechatmini-disk-").FullName;
        if (!await Programs.TryRunAsync("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=1777"), "tmpfs", path))
        {
            Directory.Delete(path);
            Assert.Skip("This machine lets nobody mount a disk that runs full.");
        }

        return new SmallDisk(path);
    }

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(_filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = 1 << 20; size > 0;)
        {
            try
            {
                file.Write(new byte[size]);
            }
            catch (IOException)
            {
                size /= 2;
            }
        }
    }

    /// <summary>Gives back what <see cref="Fill"/> took.</summary>
    public void Free() => File.Delete(_filler);

    public async ValueTask DisposeAsync()
    {
        await Programs.RunAsync("umount", Path);
        Directory.Delete(Path);
    }
}

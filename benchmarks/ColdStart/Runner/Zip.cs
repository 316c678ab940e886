using System.IO.Compression;

namespace ColdStart;

internal static class Zip
{
    /// <summary>The bytes of a zip that holds one file.</summary>
    public static long Size(string file)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntryFromFile(file, Path.GetFileName(file), CompressionLevel.SmallestSize);
        }

        return bytes.Length;
    }
}

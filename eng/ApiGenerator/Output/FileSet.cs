using System.Text;

namespace ApiGenerator.Output;

/// <summary>The files that are generated: compared with those that are there, or written, in folders that hold nothing else.</summary>
internal sealed class FileSet(string root)
{
    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly List<(string Folder, string Pattern)> _folders = [];

    /// <summary>Says that a folder holds nothing of that pattern but what is generated.</summary>
    public void Own(string folder, string pattern) => _folders.Add((folder, pattern));

    /// <summary>Adds a file.</summary>
    public void Add(string path, string text) => _files.Add(path, text);

    /// <summary>Lists what differs: changed, missing, left over.</summary>
    public IReadOnlyList<string> Differences() =>
    [
        .. _files.Where(file => !File.Exists(Full(file.Key)) || File.ReadAllText(Full(file.Key)) != file.Value).Select(file => file.Key),
        .. LeftOver(),
    ];

    /// <summary>Writes what differs and deletes what is left over.</summary>
    public void Write()
    {
        foreach (var path in LeftOver().ToList())
        {
            File.Delete(Full(path));
        }

        foreach (var (path, text) in _files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Full(path))!);
            if (!File.Exists(Full(path)) || File.ReadAllText(Full(path)) != text)
            {
                File.WriteAllText(Full(path), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            }
        }
    }

    private IEnumerable<string> LeftOver() => _folders
        .Where(entry => Directory.Exists(Full(entry.Folder)))
        .SelectMany(entry => Directory.EnumerateFiles(Full(entry.Folder), entry.Pattern, SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
        .Where(file => !_files.ContainsKey(file))
        .Order(StringComparer.Ordinal);

    private string Full(string path) => Path.Combine(root, path);
}

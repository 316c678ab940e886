using System.Text;

namespace WeChatMini.Sdk.Storage.Sql;

/// <summary>Reads the scripts that the package ships beside the assembly and inside it.</summary>
internal static class SchemaScript
{
    public static string Read(string engine)
    {
        using var stream = typeof(SchemaScript).Assembly.GetManifestResourceStream($"schema/{engine}.sql")
            ?? throw new InvalidOperationException($"The schema script for {engine} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

using System.Text;

namespace SessionWriter;

/// <summary>Writes whole lines, each handed to the operating system before the call returns: what was printed is known to the reader even after kill -9.</summary>
internal sealed class Output
{
    private readonly Stream _stream = Console.OpenStandardOutput();
    private readonly Lock _gate = new();

    public void Line(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text + "\n");
        lock (_gate)
        {
            _stream.Write(bytes);
            _stream.Flush();
        }
    }
}

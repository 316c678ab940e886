using System.Text;

namespace TokenWorker;

/// <summary>Whole lines, whichever task they come from, each handed to the operating system at once.</summary>
internal sealed class Output
{
    private readonly Stream _stream = Console.OpenStandardOutput();
    private readonly Lock _gate = new();

    public void Line(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text + "\n");
        lock (_gate)
        {
            _stream.Write(bytes);
            _stream.Flush();
        }
    }
}

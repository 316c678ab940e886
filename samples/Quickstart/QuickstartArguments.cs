using System.Globalization;

namespace Quickstart;

/// <summary>What was asked for on the command line.</summary>
internal sealed class QuickstartArguments
{
    private const string Usage = """
        dotnet run --project samples/Quickstart -- [--once] [--db path] [--port number]

          --once   end after the walk-through: exit code 0, or 1 and the name of the step that failed
          --db     keep sessions in this SQLite file; without it in a new one that is deleted at the end
          --port   where the backend listens on 127.0.0.1; without it on a free port
        """;

    /// <summary>Whether to end after the walk-through.</summary>
    public bool Once { get; private set; }

    /// <summary>The SQLite file; null for a new one.</summary>
    public string? DatabasePath { get; private set; }

    /// <summary>The backend's port; 0 for a free one.</summary>
    public int Port { get; private set; }

    /// <summary>Reads the arguments; null when they make no sense.</summary>
    public static QuickstartArguments? Parse(string[] args)
    {
        var arguments = new QuickstartArguments();
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--once":
                    arguments.Once = true;
                    break;
                case "--db" when value is not null:
                    arguments.DatabasePath = args[++i];
                    break;
                case "--port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue:
                    arguments.Port = port;
                    i++;
                    break;
                default:
                    return null;
            }
        }

        return arguments;
    }

    public static int ShowUsage()
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }
}

namespace ColdStart;

/// <summary>A program whose start is measured.</summary>
/// <param name="Name">How the table calls it.</param>
/// <param name="Program">The program; a .dll is run by dotnet.</param>
/// <param name="Host">How it gets its request.</param>
internal sealed record Contender(string Name, string Program, Door Host);

/// <summary>How a program gets its request.</summary>
internal enum Door
{
    /// <summary>By polling Lambda's runtime API.</summary>
    Lambda,

    /// <summary>On the port that the host names.</summary>
    Port,
}

/// <summary>One start.</summary>
/// <param name="Milliseconds">From the start of the process to the whole answer to the first login.</param>
/// <param name="WarmMilliseconds">The median of the logins after it.</param>
/// <param name="ResidentMegabytes">Memory in use after them.</param>
/// <param name="CpuMilliseconds">Processor time until the first answer.</param>
internal sealed record Start(double Milliseconds, double WarmMilliseconds, double ResidentMegabytes, double CpuMilliseconds);

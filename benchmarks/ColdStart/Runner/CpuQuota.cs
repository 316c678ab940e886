using System.Globalization;

namespace ColdStart;

/// <summary>A share of one processor, as functions get by their memory: 0.29 is that of about 512 MB on Lambda. By a control group, in periods of 10 ms.</summary>
internal sealed class CpuQuota : IDisposable
{
    private const int PeriodMicroseconds = 10_000;
    private readonly string _group;
    private readonly string _join;

    private CpuQuota(string group, string join) => (_group, _join) = (group, join);

    /// <returns>Null where control groups cannot be made.</returns>
    public static CpuQuota? TryCreate(double share)
    {
        var quota = ((int)(PeriodMicroseconds * share)).ToString(CultureInfo.InvariantCulture);
        var name = "wechatmini-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        try
        {
            if (Directory.Exists("/sys/fs/cgroup/cpu"))
            {
                var group = Directory.CreateDirectory("/sys/fs/cgroup/cpu/" + name).FullName;
                File.WriteAllText(group + "/cpu.cfs_period_us", PeriodMicroseconds.ToString(CultureInfo.InvariantCulture));
                File.WriteAllText(group + "/cpu.cfs_quota_us", quota);
                return new CpuQuota(group, group + "/cgroup.procs");
            }

            var unified = Directory.CreateDirectory("/sys/fs/cgroup/" + name).FullName;
            File.WriteAllText(unified + "/cpu.max", $"{quota} {PeriodMicroseconds}");
            return new CpuQuota(unified, unified + "/cgroup.procs");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Starts a program inside. The shell joins the group and becomes the program, so its few milliseconds are everybody's.</summary>
    public FunctionProcess Start(string program, IEnumerable<KeyValuePair<string, string>> variables) =>
        FunctionProcess.Start("/bin/sh", variables, ["-c", $"echo $$ > {_join}; exec \"$@\"", "sh", .. program.EndsWith(".dll", StringComparison.Ordinal) ? new[] { "dotnet", program } : [program]]);

    public void Dispose()
    {
        try
        {
            Directory.Delete(_group);
        }
        catch (IOException)
        {
            // A process is still on its way out.
        }
    }
}

using SharpFuzz;
using WeChatMini.Fuzz.Targets;
using WeChatMini.Sdk;

namespace WeChatMini.Fuzz;

/// <summary>Runs a target for afl-fuzz: one process, one input after the other.</summary>
internal static class FuzzLoop
{
    public static void Run(string name)
    {
        IFuzzTarget? target = null;
        var buffer = new MemoryStream();
        Fuzzer.Run(stream =>
        {
            // Not before: code with afl's counters in it needs the memory that the fuzzer gives.
            target ??= FuzzTargets.Create(name);

            // The first run may come before afl-fuzz has written its input. An empty one reaches no counter in most targets, and afl-fuzz
            // takes a library whose counters stand still for one that has none.
            _ = new WeChatMiniOptions();
            buffer.SetLength(0);
            stream.CopyTo(buffer);
            TimeLimit.Run(target, buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        });
    }
}

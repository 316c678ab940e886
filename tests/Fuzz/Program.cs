using SharpFuzz;
using WeChatMini.Fuzz;
using WeChatMini.Fuzz.Targets;

// list                     the targets
// replay [target]          the committed inputs, without a fuzzer
// run TARGET               one target under afl-fuzz; without it, the input on standard input once
// file TARGET FILE…        single inputs, such as those that a fuzzer found
// instrument ASSEMBLY      puts afl's counters into a copy of an assembly, in place
switch (args)
{
    case ["list"]:
        Console.WriteLine(string.Join('\n', FuzzTargets.Names));
        return 0;
    case ["replay", .. var names]:
        return Corpus.Replay(names.Length > 0 ? names : FuzzTargets.Names, Console.Out) ? 0 : 1;
    case ["run", var name]:
        FuzzLoop.Run(name);
        return 0;
    case ["file", var name, .. var files]:
        return Corpus.ReplayFiles(name, files, Console.Out) ? 0 : 1;
    case ["instrument", var assembly]:
        Console.WriteLine($"{Fuzzer.Instrument(assembly, _ => true, Options.Value).Count()} types instrumented");
        return 0;
    default:
        Console.Error.WriteLine("Say list, replay [TARGET…], run TARGET, file TARGET FILE… or instrument ASSEMBLY.");
        return 2;
}

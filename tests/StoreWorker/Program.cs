using StoreWorker;

// An instance of an application that has a session store open, for tests that want several. The variable STORE says which store; each
// message on the input is a call and is answered on the output as soon as it is done, in any order: length, id, success, answer or reason.
var store = Stores.Open(Environment.GetEnvironmentVariable("STORE") ?? "");
using var input = new BinaryReader(Console.OpenStandardInput());
var output = Console.OpenStandardOutput();
try
{
    while (true)
    {
        var message = input.ReadBytes(input.ReadInt32());
        _ = Task.Run(() => AnswerAsync(message));
    }
}
catch (EndOfStreamException)
{
    return 0;
}

async Task AnswerAsync(byte[] message)
{
    using var call = new BinaryReader(new MemoryStream(message));
    var id = call.ReadInt32();
    var answer = Begin(id, isSuccess: true);
    try
    {
        await Calls.AnswerAsync(store, call, answer);
    }
    catch (Exception exception)
    {
        answer = Begin(id, isSuccess: false);
        answer.Write($"{exception.GetType().Name}: {exception.Message}");
    }

    answer.Seek(0, SeekOrigin.Begin);
    answer.Write((int)answer.BaseStream.Length - sizeof(int));
    var bytes = ((MemoryStream)answer.BaseStream).ToArray();
    lock (output)
    {
        output.Write(bytes);
        output.Flush();
    }
}

static BinaryWriter Begin(int id, bool isSuccess)
{
    var answer = new BinaryWriter(new MemoryStream());
    answer.Write(0);
    answer.Write(id);
    answer.Write(isSuccess);
    return answer;
}

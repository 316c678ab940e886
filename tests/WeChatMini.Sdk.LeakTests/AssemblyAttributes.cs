using Xunit.Sdk;
using Xunit.v3;

// The sinks see the whole process: two tests at once would see each other.
[assembly: Parallelization(Mode = ParallelMode.None)]

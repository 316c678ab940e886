using Xunit.Sdk;
using Xunit.v3;

// Each gate has up to eight processes and a server of its own on what may be two processors.
[assembly: Parallelization(Mode = ParallelMode.None)]

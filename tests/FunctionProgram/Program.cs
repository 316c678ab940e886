using FunctionProgram;

// A function that does what no sample should: answers that are too large, handlers that never end. "small" is without ASP.NET Core,
// "mapped" has a handler for events that are no requests, "broken" cannot start.
return args.Contains("small") ? await Small.RunAsync(args) : Web.Run(args);

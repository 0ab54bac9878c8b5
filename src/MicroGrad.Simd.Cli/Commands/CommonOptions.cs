using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace MicroGrad.Simd.Cli.Commands;

/// <summary>Options that several commands share, and how a value is read and refused: one line with option, value and rule.</summary>
internal static class CommonOptions
{
    public static Option<int?> Integer(string name, string description, int minimum, int maximum = int.MaxValue) =>
        new(name)
        {
            Description = description,
            CustomParser = result => Read<int>(
                result,
                maximum == int.MaxValue ? $"a whole number of at least {minimum}" : $"a whole number from {minimum} to {maximum}",
                text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= minimum && value <= maximum
                    ? value
                    : null),
        };

    public static Option<double?> Number(string name, string description, bool mayBeZero) =>
        new(name)
        {
            Description = description,
            CustomParser = result => Read<double>(
                result,
                mayBeZero ? "a finite number of at least 0" : "a finite number above 0",
                text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                    && double.IsFinite(value) && (mayBeZero ? value >= 0 : value > 0)
                    ? value
                    : null),
        };

    public static Option<string> Choice(string name, string description, params string[] choices) =>
        new(name)
        {
            Description = $"{description}: {string.Join(" or ", choices)}",
            DefaultValueFactory = _ => choices[0],
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (!choices.Contains(text, StringComparer.Ordinal)) Refuse(result, text, string.Join(" or ", choices));
                return text;
            },
        };

    /// <summary>Sizes of hidden layers, such as 16,16; empty where the option is not given.</summary>
    public static Option<int[]?> Hidden() =>
        new("--hidden")
        {
            Description = "Units of each hidden layer, separated by commas [default: 16,16]",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                var sizes = new List<int>();
                foreach (string part in text.Split(','))
                {
                    if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size is >= 1 and <= 4096) sizes.Add(size);
                    else return Refuse(result, text, "whole numbers from 1 to 4096, separated by commas");
                }

                return [.. sizes];
            },
        };

    public static Option<int?> Seed() => Integer("--seed", "Where the random numbers start; the same seed gives the same result [default: 1]", 0);

    public static Option<string> Output() =>
        new("--output") { Description = "The folder for the files; made if missing", DefaultValueFactory = _ => "output" };

    public static Option<bool> Quiet() => new("--quiet") { Description = "Print nothing but warnings and errors" };

    private static TValue? Read<TValue>(ArgumentResult result, string rule, Func<string, TValue?> read) where TValue : struct
    {
        string text = result.Tokens[0].Value;
        TValue? value = read(text);
        if (value is null) Refuse(result, text, rule);
        return value;
    }

    private static int[]? Refuse(ArgumentResult result, string text, string rule)
    {
        result.AddError($"{((OptionResult)result.Parent!).Option.Name}: '{text}' is not {rule}.");
        return null;
    }
}

using System.Security.Cryptography;
using System.Text;

namespace MicroGrad.Simd.Programs;

/// <summary>A trace as bytes: magic, version, length and SHA-256 of what follows, then counts, names of ops, nodes, guards and outputs, little-endian.</summary>
/// <remarks>Whatever is read is checked before it is used: a changed byte fails the hash, and a file with a right hash that was made up fails the rules of a trace.</remarks>
internal static class ProgramFile
{
    public const int Version = 1;

    private const uint Magic = 0x5056474D; // "MGVP"
    private const int HeaderLength = 12 + 32;
    private const int MostBytes = 1 << 30;
    private const int LongestName = 100;

    public static void Write<T>(Stream stream, Trace<T> trace, int[] inputs, int[] outputs, int gradientCount) where T : unmanaged, IFloatingPointIeee754<T>
    {
        byte[] payload = Payload(trace, inputs, outputs, gradientCount);
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(payload.Length);
        writer.Write(SHA256.HashData(payload));
        writer.Write(payload);
    }

    public static (Trace<T> Trace, int[] Inputs, int[] Outputs, int GradientCount) Read<T>(Stream stream) where T : unmanaged, IFloatingPointIeee754<T>
    {
        byte[] header = Bytes(stream, HeaderLength, "header");
        using var reader = new BinaryReader(new MemoryStream(header));
        if (reader.ReadUInt32() != Magic) throw Corrupt("it does not begin as a saved program does");
        int version = reader.ReadInt32(), length = reader.ReadInt32();
        if (version != Version) throw Corrupt($"its version is {version}, and this library reads version {Version}");
        if (length is < 0 or > MostBytes) throw Corrupt($"its length is given as {length} bytes");
        byte[] payload = Bytes(stream, length, "contents");
        if (!SHA256.HashData(payload).AsSpan().SequenceEqual(header.AsSpan(12))) throw Corrupt("its contents have changed since it was saved");
        try
        {
            using var contents = new BinaryReader(new MemoryStream(payload), Encoding.UTF8);
            var read = ReadPayload<T>(contents);
            if (contents.BaseStream.Position != length) throw Corrupt("there is more in it than a program");
            return read;
        }
        catch (Exception error) when (error is IOException or DecoderFallbackException or FormatException)
        {
            throw Corrupt("it ends early");
        }
    }

    private static byte[] Payload<T>(Trace<T> trace, int[] inputs, int[] outputs, int gradientCount) where T : unmanaged, IFloatingPointIeee754<T>
    {
        bool[] needed = Compaction.Needed(trace, inputs, outputs);
        Dictionary<string, LaneOp<T>> known = InstructionSet.Of<T>();
        var names = new Dictionary<LaneOp<T>, int>();
        for (int node = 1; node < trace.Count; node++)
        {
            if (!needed[node] || trace[node].Op is not { } op || names.ContainsKey(op)) continue;
            if (known.GetValueOrDefault(op.Name) != op)
                throw new NotSupportedException($"ValueProgram.Save: the program uses the op '{op.Name}', which is defined outside of the library. Only programs of the library's own ops can be saved.");
            names.Add(op, names.Count);
        }

        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write((byte)Unsafe.SizeOf<T>());
        writer.Write(inputs.Length);
        writer.Write(gradientCount);
        writer.Write(names.Count);
        foreach (LaneOp<T> op in names.Keys) writer.Write(op.Name);

        var places = new int[trace.Count];
        writer.Write(needed.Count(isNeeded => isNeeded));
        for (int node = 1, place = 0; node < trace.Count; node++)
        {
            if (!needed[node]) continue;
            places[node] = place++;
            WriteNode(writer, trace[node], names, places);
        }

        writer.Write(trace.Guards.Count);
        foreach (Guard guard in trace.Guards)
        {
            writer.Write(places[guard.Test]);
            writer.Write(guard.Held);
        }

        writer.Write(outputs.Length);
        foreach (int output in outputs) writer.Write(places[output]);
        writer.Flush();
        return stream.ToArray();
    }

    private static void WriteNode<T>(BinaryWriter writer, TraceNode<T> node, Dictionary<LaneOp<T>, int> names, int[] places) where T : unmanaged, IFloatingPointIeee754<T>
    {
        writer.Write(node.IsInput ? -1 : node.Op is null ? -2 : names[node.Op]);
        if (node.IsInput) writer.Write(node.A);
        if (node.Op is null) writer.Write(double.CreateChecked(node.Data));
        for (int k = 0; k < node.OperandCount; k++) writer.Write(places[node.Operand(k)]);
    }

    private static (Trace<T>, int[], int[], int) ReadPayload<T>(BinaryReader reader) where T : unmanaged, IFloatingPointIeee754<T>
    {
        int size = reader.ReadByte();
        if (size != Unsafe.SizeOf<T>()) throw Corrupt($"its numbers have {size} bytes, and {typeof(T).Name} has {Unsafe.SizeOf<T>()}");
        int[] inputs = new int[Count(reader, "inputs", 12)];
        int gradientCount = reader.ReadInt32();
        if (gradientCount < 0 || gradientCount > inputs.Length) throw Corrupt($"it differentiates by {gradientCount} of {inputs.Length} inputs");
        LaneOp<T>[] ops = ReadOps<T>(reader);

        var trace = new Trace<T>();
        var nodes = new int[Count(reader, "nodes", 8)];
        int seen = 0;
        for (int i = 0; i < nodes.Length; i++) nodes[i] = ReadNode(reader, trace, ops, nodes.AsSpan(0, i), inputs, ref seen);
        if (seen != inputs.Length) throw Corrupt($"it has {seen} of {inputs.Length} inputs");

        int guards = Count(reader, "guards", 5);
        for (int i = 0; i < guards; i++)
        {
            int test = Place(reader, nodes);
            byte held = reader.ReadByte();
            if (held > 1) throw Corrupt("a guard is neither true nor false");
            if (!trace[test].IsConstant) trace.Guards.Add(new Guard(test, held == 1));
        }

        var outputs = new int[Count(reader, "outputs", 4)];
        for (int i = 0; i < outputs.Length; i++) outputs[i] = Place(reader, nodes);
        return (trace, inputs, outputs, gradientCount);
    }

    private static LaneOp<T>[] ReadOps<T>(BinaryReader reader) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Dictionary<string, LaneOp<T>> known = InstructionSet.Of<T>();
        var ops = new LaneOp<T>[Count(reader, "ops", 1)];
        for (int i = 0; i < ops.Length; i++)
        {
            string name = reader.ReadString();
            if (name.Length > LongestName || !known.TryGetValue(name, out LaneOp<T>? op)) throw Corrupt($"it uses an op '{(name.Length > LongestName ? name[..LongestName] : name)}', which this library has not");
            ops[i] = op;
        }

        return ops;
    }

    private static int ReadNode<T>(BinaryReader reader, Trace<T> trace, LaneOp<T>[] ops, ReadOnlySpan<int> nodes, int[] inputs, ref int seen)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int kind = reader.ReadInt32();
        if (kind == -2) return trace.Constant(T.CreateSaturating(reader.ReadDouble()));
        if (kind == -1)
        {
            int number = reader.ReadInt32();
            if (number != seen || number >= inputs.Length) throw Corrupt($"input {number} stands where input {seen} should");
            return inputs[seen++] = trace.Input(number, T.CreateSaturating(reader.ReadDouble())).Index;
        }

        if (kind < 0 || kind >= ops.Length) throw Corrupt($"a node is of kind {kind}");
        int a = Place(reader, nodes), b = ops[kind].OperandCount > 1 ? Place(reader, nodes) : 0, c = ops[kind].OperandCount > 2 ? Place(reader, nodes) : 0;
        return trace.Add(ops[kind], a, b, c);
    }

    private static int Place(BinaryReader reader, ReadOnlySpan<int> nodes)
    {
        int place = reader.ReadInt32();
        if (place < 0 || place >= nodes.Length) throw Corrupt($"node {place} is used before it is computed");
        return nodes[place];
    }

    /// <summary>A count that the rest of the bytes can hold, so that no memory is taken for what cannot be there.</summary>
    private static int Count(BinaryReader reader, string what, int leastBytes)
    {
        int count = reader.ReadInt32();
        if (count < 0 || count > (reader.BaseStream.Length - reader.BaseStream.Position) / leastBytes) throw Corrupt($"it says that it has {count} {what}");
        return count;
    }

    private static byte[] Bytes(Stream stream, int count, string what)
    {
        // Read as it comes: the count is not yet known to be true.
        using var bytes = new MemoryStream();
        var buffer = new byte[Math.Min(count, 1 << 16)];
        while (bytes.Length < count)
        {
            int read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, count - bytes.Length));
            if (read == 0) throw Corrupt($"it ends within its {what}");
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    private static InvalidDataException Corrupt(string why) => new($"ValueProgram.Load: this is no program that can be loaded: {why}.");
}

using MicroGrad.Simd.Catalogue;

File.WriteAllText(OpDocument.Path, OpDocument.Write());
Console.WriteLine(OpDocument.Path);

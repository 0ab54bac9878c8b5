global using System.Numerics;
global using TorchSharp;

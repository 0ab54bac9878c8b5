namespace MicroGrad.Simd.Shapes;

internal enum AxisIndexKind
{
    Place,
    Range,
    NewAxis,
    Ellipsis,
}

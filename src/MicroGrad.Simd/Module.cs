// A kernel's locals are vectors and small structs that it fills itself; clearing them first costs a small op a tenth of its time.
[module: SkipLocalsInit]

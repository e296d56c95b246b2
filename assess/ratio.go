package assess

// Ratio is an exact rational number. The zero value is 0.
type Ratio struct {
	num, den int64 // den 0 stands for 1
}

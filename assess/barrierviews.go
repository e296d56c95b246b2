package assess

// BarrierView is a barrier as two sides see it. Gap is the severity of the
// second side less that of the first, -1 to 1, and means something when
// HasGap: both severities are known. Higher is worse.
type BarrierView struct {
	Barrier Barrier
	A, B    *BarrierProfile
	HasGap  bool
	Gap     Ratio
	Size    GapSize
}

// Barriers sets the severities of the two sides beside each other, in model
// order. Severities are never merged and never part of the counts.
func (v *Views) Barriers() []BarrierView {
	var out []BarrierView
	for i := range v.ProfileA.Barriers {
		a := &v.ProfileA.Barriers[i]
		// The same items make the same barriers, in the same order.
		b := &v.ProfileB.Barriers[i]
		x := BarrierView{Barrier: a.Barrier, A: a, B: b}
		if p, q := a.Severity, b.Severity; p.Applicable && p.HasValue && q.Applicable && q.HasValue {
			x.HasGap, x.Gap = true, q.Value.Sub(p.Value)
			x.Size = gapSize(x.Gap)
		}
		out = append(out, x)
	}
	return out
}

// BreadthDiffers reports whether the sides see a different number of stages in
// place at some level.
func (v *Views) BreadthDiffers() bool {
	for i, l := range v.ProfileA.Breadth {
		if i < len(v.ProfileB.Breadth) && l.InPlace != v.ProfileB.Breadth[i].InPlace {
			return true
		}
	}
	return false
}

package pdf

import (
	"errors"
	"fmt"
	"io"

	"csi/assess"
	"csi/reports"
)

// WriteBenchmark draws the report of a collection as a PDF, under the promises
// of Write.
func WriteBenchmark(w io.Writer, r *reports.BenchmarkReport) (Info, error) {
	if r == nil {
		return Info{}, errors.New("draw benchmark: found no report")
	}
	b, err := layOutBenchmark(r)
	if err != nil {
		return Info{}, fmt.Errorf("draw benchmark: %w", err)
	}
	if err := b.print().write(w, r.Language); err != nil {
		return Info{}, err
	}
	return Info{Pages: len(b.pages), Replaced: b.clean.missing}, nil
}

// layOutBenchmark records all pages of r.
func layOutBenchmark(r *reports.BenchmarkReport) (*book, error) {
	f, err := loadFaces()
	if err != nil {
		return nil, err
	}
	cover := reports.Comparison{
		Language: r.Language, Public: r.Public, Title: r.Title, Heading: r.Heading, Stamp: r.Stamp, Limits: r.Limits,
		Footline: r.Footline, PageOf: r.PageOf, Date: r.Date, Words: r.Words,
		Kind: r.Kind, Name: r.Name, Policy: r.Lead, FramesTitle: r.FactsTitle, Frames: r.Facts,
	}
	b := &book{setter: &setter{faces: f, clean: newCleaner(f.regular)}, report: sheetOf(&cover), y: top, bottom: bottom}
	b.compareCover(&cover)
	for i := range r.Parts {
		b.benchmarkPart(&r.Parts[i])
	}
	b.end()
	return b, nil
}

// benchmarkPart draws one part. It follows on the page that is begun where
// there is room: words sooner than pictures.
func (b *book) benchmarkPart(p *reports.OverviewPart) {
	room := joinBelow
	switch {
	case p.Panels != nil || p.Cells != nil || p.Views != nil:
		room = 0
	case p.Bars != nil && len(p.Bars.Groups) > 1:
		room = joinPanels
	}
	if b.settle(); b.y < room && len(b.pages) > 1 {
		b.continuedPart(p.Running, p.Heading, p.Lead)
	} else {
		b.opening(p.Running, p.Heading, p.Lead)
	}
	if p.Panels != nil {
		b.placePanels(p.Panels)
	}
	if p.Cells != nil {
		b.cellCounts(p.Cells)
	}
	if p.Bars != nil {
		b.shareBars(p.Bars)
	}
	if p.Counts != nil {
		b.countBars(p.Counts)
	}
	for i := range p.Views {
		b.viewsPicture(&p.Views[i])
	}
	for _, l := range p.Lists {
		b.list(l)
	}
	if p.Table != nil {
		b.compareTable(p.Table, false)
	}
	b.remarks(p.Notes)
}

// remarks sets small paragraphs below what they are about.
func (b *book) remarks(all []string) {
	for i, n := range all {
		x := b.text(left, fullWidth, small, n)
		x.gap = 0.8
		if i == 0 {
			x.gap = betweenParts
		}
		b.add(x)
	}
	b.settle()
}

// shadePaint gives the colours of a shade.
func shadePaint(s reports.Shade, m reports.Mark) paint {
	switch s {
	case reports.ShadeNone:
		return paintOf(assess.Absent)
	case reports.ShadeFirst:
		return paint{0xD6E8EA, ink, 0x4F8E96}
	case reports.ShadeSecond:
		return paintOf(assess.Partial)
	case reports.ShadeThird:
		return paint{0x5FA8B2, ink, 0x4F8E96}
	case reports.ShadeFourth:
		return paintOf(assess.InPlace)
	case reports.ShadeLow:
		return paint{0xEBCDA8, ink, 0xEBCDA8}
	case reports.ShadeModerate:
		return paint{0xD0853F, ink, 0xD0853F}
	case reports.ShadeSevere, reports.ShadeYes:
		return paint{warn, paper, warn}
	case reports.ShadeNo:
		return paint{tint, ink2, edge}
	case reports.ShadeHidden:
		return paint{paper, ink2, edge}
	}
	return paintOf(m.Rating)
}

// crossed draws a field of what is not shown.
func (d *drawing) crossed(b box) {
	step := 1.5
	if b.h > 12 {
		step = 2.4
	}
	d.fill(b, paper)
	d.add(mark{kind: crossMark, x: b.x, y: b.y, w: b.w, h: b.h, size: step, pen: 0.13, ink: crossing, fill: none})
	d.frame(b.inset(0.1), 0.2, edge)
}

// crossing is the colour of crossed lines, which carry no meaning but "not
// shown".
const crossing colour = 0xA9B2B9

// shaded draws the ground of a stretch.
func (d *drawing) shaded(b box, s reports.Shade, m reports.Mark) {
	if s == reports.ShadeHidden {
		d.crossed(b)
		return
	}
	p := shadePaint(s, m)
	d.fill(b, p.fill)
	if s == "unknown" {
		d.hatched(b, 1.1, 0.16, ink3)
	}
	d.frame(b.inset(0.1), 0.2, p.edge)
}

// stretched draws a bar. Inside each stretch stands its symbol, or its count,
// where there is room; hatches get a plate behind it.
func (d *drawing) stretched(at box, bar []reports.Stretch, symbols bool) {
	for _, s := range bar {
		b := box{at.x + at.w*s.From, at.y, at.w * (s.To - s.From), at.h}
		if b.w > 0.5 && s.From > 0 {
			b.x, b.w = b.x+0.2, b.w-0.2
		}
		d.shaded(b, s.Shade, s.Mark)
		x, y := b.x+b.w/2, b.y+b.h/2
		on := shadePaint(s.Shade, s.Mark).on
		if symbols {
			if s.Mark.Rating != 0 && b.w > 5 {
				if s.Shade == "unknown" {
					d.fill(box{x - 1.7, y - 2, 3.4, 4}, paper)
				}
				d.symbol(x, y, 1.1, s.Mark.Rating, on)
			}
			continue
		}
		st := micro.in(on)
		if l := d.one(st, 40, s.Figure); s.Figure != "" && l.width()+1.6 < b.w {
			if s.Shade == "unknown" {
				d.fill(box{x - l.width()/2 - 0.7, y - 1.6, l.width() + 1.4, 3.2}, paper)
			}
			d.put(x-l.width()/2, st.centred(y), st, l)
		}
	}
}

// shadeKeys explains shades in rows within the full width.
func (b *book) shadeKeys(keys []reports.ShadeKey) block {
	d := b.drawing()
	x, y := left, 0.0
	for _, k := range keys {
		l := d.one(small, fullWidth-8, k.Text)
		if x > left && x+6.2+l.width() > right {
			x, y = left, y+5
		}
		d.open(roleItem, "")
		d.open(roleBody, "")
		at := box{x, y, 5, 3.6}
		if k.Mark.Rating != 0 {
			d.symbolCell(at, k.Mark.Rating, 1.1)
		} else {
			d.shaded(at, k.Shade, k.Mark)
		}
		x = d.put(x+6.2, small.centred(y+1.8), small, l) + 5
		d.close()
		d.close()
	}
	return block{marks: d.marks, height: y + 3.8}
}

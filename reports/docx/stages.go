package docx

import "csi/reports"

// stages is one block for each stage: picture, words, what is next.
func (d *document) stages() {
	p := d.r.Stages
	if p == nil {
		return
	}
	d.part(toStages, p.Heading, p.Lead)
	for i := range p.Blocks {
		b := &p.Blocks[i]
		d.head(2, b.Name)
		d.facts(b.Facts)
		d.steps(b)
		d.paragraph(paragraph{runs: []run{{text: b.Hollow, bold: true, colour: warn}}, keep: true})
		d.p("", plain(b.Text))
		if b.Blocks != "" {
			d.p("", quiet(b.BlocksLabel+d.r.Words.Colon), plain(b.Blocks+" "), quiet(joined(b.BlocksValue)))
		}
		if b.Next != "" {
			d.p("", quiet(b.NextLabel+d.r.Words.Colon), strong(b.Next))
		}
		d.notes(b.Notes)
	}
	if len(p.Key) == 0 {
		return
	}
	d.head(2, p.KeyTitle)
	for _, k := range p.Key {
		var runs []run
		if k.Step != nil {
			runs = append(chip(k.Step.Mark.Rating, k.Step.Mark.Word), plain(" "))
		} else if k.Kind == "target" {
			runs = []run{strong(d.r.Words.Target + d.r.Words.Colon)} // the other signs are named in their texts
		}
		d.p("Small", append(runs, plain(k.Text))...)
	}
}

// facts sets labels with their texts in one paragraph.
func (d *document) facts(all []reports.Pair) {
	var runs []run
	for i, f := range all {
		if i > 0 {
			runs = append(runs, quiet(" · "))
		}
		runs = append(runs, quiet(f.Key+d.r.Words.Colon), strong(f.Value))
	}
	d.paragraph(paragraph{style: "TableText", runs: runs, keep: true, below: 60})
}

// statements are the items of a barrier or section with their responses.
func (d *document) statements(items []reports.BarrierItem) {
	for _, it := range items {
		runs := signed(it.Mark, []run{plain(it.Text + " ")})
		if it.Critical != "" {
			runs = append(runs, strong(it.Critical), plain(" "))
		}
		d.p("List", append(runs, chip(it.Mark.Rating, it.Value)...)...)
	}
}

// barriers is what holds involvement back.
func (d *document) barriers() {
	p := d.r.Barriers
	if p == nil {
		return
	}
	d.part(toBarriers, p.Heading, p.Lead)
	for i := range p.Blocks {
		b := &p.Blocks[i]
		d.p("Heading2", letter(b.Bar.Letter), plain(" "+b.Bar.Name))
		d.paragraph(paragraph{runs: []run{quiet(b.Question)}, keep: true})
		d.paragraph(paragraph{runs: []run{strong(b.Bar.Long)}, keep: true})
		d.barrierBar(b.Bar, p.BandWords)
		d.statements(b.Items)
		d.notes(b.Notes)
	}
	for _, c := range p.Closing {
		d.p("Small", plain(c))
	}
}

// sections shows the sections of questionnaires without cells and barriers.
func (d *document) sections() {
	p := d.r.Sections
	if p == nil {
		return
	}
	d.part(toSections, p.Heading, p.Lead)
	for i := range p.Bars {
		b := &p.Bars[i]
		d.head(2, b.Name)
		d.paragraph(paragraph{runs: []run{strong(b.Figure)}, keep: true})
		if !b.None {
			d.bar(b.Name, b.Name+d.r.Words.Colon+b.Figure, b.Span, accent, nil, nil)
		}
		d.statements(b.Items)
		d.notes(b.Notes)
	}
}

package store

import (
	"math"
	"strconv"
	"strings"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// previous reads which assessment this one asks anew. It must say which: by
// its file or by its id. Whether the file is still there is not checked: files
// are moved, and this one stands without it.
func (r *reader) previous(n *yamldoc.Node) {
	if n == nil || !r.mapping(n, "previous") {
		return
	}
	e := r.entries(n, "file", "id", "date", "own")
	file, id := e["file"].Value, e["id"].Value
	if !says(file) && !says(id) {
		r.d.Add(n, "previous", "previous names no assessment; expected its file, its id, or both")
	}
	p := assess.Previous{File: r.text(file, "file of previous"), Date: r.date(e["date"].Value, "date of previous")}
	r.length(file, "file of previous", p.File)
	if filled(id) {
		p.ID = strings.ToLower(r.text(id, "id of previous"))
		if p.ID != "" && !uuid().MatchString(p.ID) {
			r.d.Add(id, "id", "id of previous is no UUID; expected one such as 01a1f833-df1e-7c5e-a6d0-49bab80469b8, or none")
		}
	}
	p.Own = r.number(e["own"].Value, "own", 0, math.MaxInt32)
	r.a.Previous = p
}

// says reports whether there is more in a node than an empty text.
func says(n *yamldoc.Node) bool {
	return filled(n) && (n.Kind != yamldoc.Scalar || strings.TrimSpace(n.Text) != "")
}

// previousFlow writes which assessment this one asks anew.
func previousFlow(p assess.Previous) *flow {
	f := &flow{}
	f.text("file", p.File)
	if p.ID != "" {
		f.put("id", word(p.ID))
	}
	if !p.Date.IsZero() {
		f.put("date", p.Date.String())
	}
	if p.Own > 0 {
		f.put("own", strconv.Itoa(p.Own))
	}
	return f
}

package room

import (
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"csi/assess"
)

// screenView is the big screen.
type screenView struct {
	QR, Address, Wifi, Code string
	Host                    string // of the address, without http://
	QRSide                  int
	Joined                  int
	Item                    *screenItem
	List                    []own // open items of a section, where the room looks at none
	Count                   string
	Size                    string // class of the count, where it is long
	Width                   int
	Period                  string
	Fields                  *fieldsView
	Least                   least
	Lan                     bool
	Over                    bool
}

// screenItem is the item that the room looks at.
type screenItem struct {
	Text, Lang string
	Anchors    []option
	Spread     *spreadView
	NotShown   bool
	Open       bool
	Again      bool
	Talk       string
	Agreed     string
	Left       bool
}

// routeScreen answers to the big screen: on this computer only.
func (r *Room) routeScreen(w http.ResponseWriter, req *http.Request) {
	t := r.tongue("")
	nobody := phone{tongue: t}
	switch {
	case !r.local(req):
		r.sayTo(w, req, nobody, http.StatusForbidden, message{Title: t.S("trainer.elsewhere_title"), Text: t.S("trainer.elsewhere")})
	case req.Method == http.MethodPost:
		r.notFound(w, req, nobody)
	case req.URL.Path == "/screen":
		r.screenPage(w, req, t)
	case req.URL.Path == "/screen/events":
		r.stream(w, req, func(s *snapshot) string { return r.wideNews(t, s).event() })
	default:
		r.notFound(w, req, nobody)
	}
}

// screenPage shows what the trainer chose for the big screen.
func (r *Room) screenPage(w http.ResponseWriter, req *http.Request, t *tongue) {
	snap := r.counts.now()
	r.mu.Lock()
	what, g, look, over := r.screen, r.present, r.looks[r.present], r.ended
	r.mu.Unlock()
	b := screenView{Address: r.JoinAddress(), Host: r.o.Join, Wifi: r.o.Wifi, Code: r.Code(), Joined: snap.joined, Least: r.least(), Lan: r.o.Lan, Over: over}
	pg := r.newPage(t, t.S("screen.title"))
	pg.Turn, pg.Class, pg.Live, pg.Follow, pg.Refresh, pg.Languages = snap.turn, "wide", "/screen/events", true, true, false
	name := "screen_join.html"
	switch {
	case over:
		pg.Heading, name = t.S("end.title"), "screen_end.html"
	case what == showsFields:
		b.Fields = r.fields(t, g)
		pg.Heading, pg.Right, name = t.S("fields.title"), t.N("fields.items", len(b.Fields.Dots)), "screen_fields.html"
	case what == showsItem && look != "":
		name = r.screenItem(t, pg, &b, place{g, look})
	case what == showsItem:
		if b.List = r.openLines(t, g); len(b.List) > 0 {
			name = "screen_section.html"
		} else {
			name = "screen_between.html"
			pg.Heading = t.S("wait.title_talking")
		}
		open := r.openItems(g)
		if len(open) > 0 {
			pg.Right = sectionOf(t.Questionnaires[g], open[0]).Title
			pg.Heading = pg.Right
		}
	}
	if name == "screen_join.html" {
		pg.Right = t.S("screen.before")
		var err error
		if b.QR, b.QRSide, err = qrPath(r.joinLink()); err != nil {
			r.o.Trouble(err)
		}
	}
	n := r.wideNews(t, snap)
	b.Count, b.Width = n.Count, n.Width
	b.Size = sizeOf(n.Count, t.count(tally{n: snap.groups[g].people, tell: true}, snap.groups[g].people))
	if len(r.workshop().Parties) > 1 && name != "screen_join.html" {
		pg.More = t.Groups[g]
	}
	pg.Body = b
	r.write(w, req, http.StatusOK, name, pg)
}

// sizeOf gives the class of a count by its longest form: it stays on one line.
func sizeOf(texts ...string) string {
	most := 0
	for _, text := range texts {
		most = max(most, utf8.RuneCountInString(text))
	}
	switch {
	case most > 10:
		return " longer"
	case most > 8:
		return " long"
	}
	return ""
}

// openLines lists the open items of a group.
func (r *Room) openLines(t *tongue, g assess.Group) []own {
	var out []own
	q := t.Questionnaires[g]
	for _, id := range r.openItems(g) {
		out = append(out, own{N: number(q, id), Text: q.Item(id).Text, Lang: q.Language})
	}
	return out
}

// screenItem fills the page of one item and gives its template.
func (r *Room) screenItem(t *tongue, pg *page, b *screenView, at place) string {
	q := t.Questionnaires[at.group]
	it := q.Item(at.item)
	stand := r.o.Keeper.Stand(at.group, at.item)
	x := &screenItem{Text: it.Text, Open: stand.Open, Again: stand.Round > 1, Talk: it.Talk, Left: stand.Left}
	if q.Language != t.Lang {
		x.Lang = q.Language
	}
	b.Item = x
	n, of := number(q, at.item), len(q.Items())
	bits := []string{sectionOf(q, at.item).Title, t.S("screen.item", "n", n, "of", of)}
	if round := t.roundName(stand.Round); round != "" {
		bits = append(bits, round)
	}
	pg.Right = strings.Join(bits, " · ")
	pg.Heading = t.S("screen.item_title", "n", n)
	b.Period = t.Phrases.Period(r.workshop().Frame.Period)
	if stand.Agreed {
		x.Agreed = r.agreed(t, at, it)
	}
	if stand.Open || stand.Round == 0 {
		x.Anchors = t.options(it, assess.Response{}, assess.Response{}, r.o.Keeper.Questionnaire(at.group).Item(at.item).Reasons)
		return "screen_live.html"
	}
	x.Spread, x.NotShown = r.shownView(t, at, it, stand, assess.Response{})
	switch {
	case x.NotShown:
		return "screen_between.html"
	case x.Spread.Hidden:
		return "screen_hidden.html"
	}
	pg.Heading = t.S("screen.reveal_title", "n", n)
	return "screen_reveal.html"
}

// fieldsView is the items by score and consensus, drawn and as a list.
type fieldsView struct {
	Dots  []dot
	Lists []fieldList
}

// dot is one item in the picture, in its units.
type dot struct {
	N, X, Y int
	Label   int // where the number stands
	Now     bool
}

// fieldList is one of the four fields.
type fieldList struct {
	Name  string
	Items []own
}

// The picture of the four fields: 700 by 520 with the fields from 64,10 to
// 690,470.
const (
	fieldLeft, fieldTop    = 64, 10
	fieldWide, fieldHigh   = 626, 460
	fieldCutX, fieldCutY   = 482, 194
	dotRadius              = 19
	leastGap               = 2*dotRadius + 2
	fieldRight, fieldFloor = fieldLeft + fieldWide, fieldTop + fieldHigh
)

// fields puts the items that were shown into the four fields.
func (r *Room) fields(t *tongue, g assess.Group) *fieldsView {
	v := &fieldsView{}
	q := t.Questionnaires[g]
	lists := map[assess.Field][]own{}
	for i, it := range q.Items() {
		stand := r.o.Keeper.Stand(g, it.ID)
		if stand.Shown == 0 {
			continue
		}
		s := r.spread(place{g, it.ID}, stand.Shown)
		f := s.Field()
		if f == 0 {
			continue
		}
		lists[f] = append(lists[f], own{N: i + 1, Text: it.Short})
		d := dot{N: i + 1, Now: it.ID == r.look(g)}
		d.X = fieldLeft + int(s.Score.Value.Float()*fieldWide+0.5)
		d.Y = fieldFloor - int(s.Consensus.Float()*fieldHigh+0.5)
		v.place(d, f)
	}
	for _, f := range []assess.Field{assess.AgreeFirst, assess.NotEveryone, assess.ReadyToAct, assess.Keep} {
		if len(lists[f]) > 0 {
			v.Lists = append(v.Lists, fieldList{t.S("field." + f.String()), lists[f]})
		}
	}
	return v
}

// place puts a dot into its field: wholly inside, and away from others as far
// as one radius allows.
func (v *fieldsView) place(d dot, f assess.Field) {
	left, right, top, floor := fieldLeft, fieldCutX, fieldTop, fieldCutY
	if f == assess.Keep || f == assess.NotEveryone {
		left, right = fieldCutX, fieldRight
	}
	if f == assess.NotEveryone || f == assess.AgreeFirst {
		top, floor = fieldCutY, fieldFloor
	}
	into := func(x, low, high int) int { return min(max(x, low+dotRadius+1), high-dotRadius-1) }
	best, bestGap := d, -1
	for _, move := range []struct{ x, y int }{{0, 0}, {1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, 1}, {-1, -1}, {1, -1}, {-1, 1}} {
		x := d
		x.X, x.Y = into(d.X+move.x*dotRadius, left, right), into(d.Y+move.y*dotRadius, top, floor)
		gap := v.gap(x)
		if gap > bestGap {
			best, bestGap = x, gap
		}
		if bestGap >= leastGap*leastGap {
			break
		}
	}
	best.Label = best.Y + 6
	v.Dots = append(v.Dots, best)
}

// gap gives the squared distance to the nearest dot.
func (v *fieldsView) gap(d dot) int {
	nearest := 1 << 30
	for _, o := range v.Dots {
		nearest = min(nearest, (o.X-d.X)*(o.X-d.X)+(o.Y-d.Y)*(o.Y-d.Y))
	}
	return nearest
}

// Numbers lists the items of the picture for its title.
func (v *fieldsView) Numbers() string {
	var out []string
	for _, d := range v.Dots {
		out = append(out, strconv.Itoa(d.N))
	}
	return strings.Join(out, ", ")
}

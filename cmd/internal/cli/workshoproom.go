package cli

import (
	"context"
	"fmt"
	"maps"
	"net"
	"net/netip"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/cmd/internal/room"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// roomOptions are the flags of "csi workshop room".
type roomOptions struct {
	lan     bool
	address string
	port    int
	ported  bool // the port was asked for
	wifi    string
}

// workshopRoomCommand is "csi workshop room FOLDER".
func (a *app) workshopRoomCommand() *cobra.Command {
	var o roomOptions
	c := &cobra.Command{
		Use: "room FOLDER",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return a.roomFailure(ExitUsage, "one_folder", phrases.V{"command": c.CommandPath()}, "folder_hint")
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(c *cobra.Command, args []string) error {
			o.ported = c.Flags().Changed("port")
			return a.holdRoom(c.Context(), args[0], o)
		},
	}
	c.Flags().BoolVar(&o.lan, "lan", false, "")
	c.Flags().StringVar(&o.address, "address", "", "")
	c.Flags().IntVar(&o.port, "port", room.DefaultPort, "")
	c.Flags().StringVar(&o.wifi, "wifi", "", "")
	return c
}

// roomFailure makes a failure with words of the room.
func (a *app) roomFailure(code int, id string, parts phrases.V, hints ...string) error {
	for i := range hints {
		hints[i] = "room.cli." + hints[i]
	}
	return &failure{code: code, text: a.phrases().T("room.cli."+id, parts), parts: parts, hints: hints}
}

// roomPlace is where a room listens.
type roomPlace struct {
	hosts []string // to listen on
	join  string   // host that phones open
	port  int
	exact bool // this port or none
	lan   bool // reachable from the network
}

// roomPlace finds out where the room is to be.
func (a *app) roomPlace(o roomOptions) (roomPlace, error) {
	p := roomPlace{hosts: []string{"127.0.0.1"}, join: "127.0.0.1", port: o.port, exact: o.ported}
	switch {
	case o.lan && o.address != "":
		return p, a.roomFailure(ExitUsage, "both", nil)
	case o.port < 1024 || o.port > 65535:
		return p, a.roomFailure(ExitUsage, "bad_port", phrases.V{"found": o.port})
	case utf8.RuneCountInString(o.wifi) > 32:
		return p, a.roomFailure(ExitUsage, "bad_wifi", nil)
	case o.address != "":
		return a.roomAt(p, o.address)
	case !o.lan:
		return p, nil
	}
	found, ok := room.PrivateAddress()
	if !ok {
		return p, a.roomFailure(ExitFailure, "no_address", nil, "no_address_hint")
	}
	p.hosts, p.join, p.lan = append(p.hosts, found.String()), found.String(), true
	return p, nil
}

// roomAt reads an address that the trainer chose.
func (a *app) roomAt(p roomPlace, address string) (roomPlace, error) {
	bad := a.roomFailure(ExitUsage, "bad_address", phrases.V{"found": address})
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return p, bad
	}
	at, err := netip.ParseAddr(host)
	n, wrong := strconv.Atoi(port)
	if err != nil || at.IsUnspecified() || at.IsMulticast() || at.Zone() != "" || wrong != nil || n < 1024 || n > 65535 {
		return p, bad
	}
	p.port, p.exact = n, true
	p.join = at.String()
	if at.Is6() {
		p.join = "[" + p.join + "]"
	}
	if at != netip.MustParseAddr("127.0.0.1") {
		p.hosts, p.lan = append(p.hosts, at.String()), !at.IsLoopback()
	}
	return p, nil
}

// holdRoom opens a workshop, serves its room until it is closed, and says what
// is kept.
func (a *app) holdRoom(ctx context.Context, folder string, o roomOptions) error {
	place, err := a.roomPlace(o)
	if err != nil {
		return err
	}
	w, err := a.openForPeople(folder)
	if err != nil {
		return err
	}
	defer w.Close()
	listeners, port, err := room.Listen(place.hosts, place.port, place.exact)
	if err != nil {
		return a.roomFailure(ExitFailure, "no_port", phrases.V{"address": net.JoinHostPort(strings.Trim(place.join, "[]"), strconv.Itoa(place.port))}, "no_port_hint")
	}
	r, err := a.newRoom(w, place, port, o)
	if err != nil {
		for _, l := range listeners {
			_ = l.Close()
		}
		return err
	}
	if err := a.tellRoom(r, folder, place); err != nil {
		return err
	}
	said := make(chan struct{})
	over := make(chan struct{})
	go func() {
		defer close(said)
		a.tellStatus(r, over)
	}()
	err = r.Serve(ctx, listeners...)
	close(over)
	<-said
	p := a.phrases()
	a.env.say(p.N("room.cli.closed", responsesOf(w.People()), phrases.V{"folder": folder}))
	a.next("csi workshop results " + quote(folder))
	return err
}

// newRoom makes the room of a workshop in every language that it can be read
// in.
func (a *app) newRoom(w *store.Workshop, place roomPlace, port int, o roomOptions) (*room.Room, error) {
	tongues, err := a.tongues(w)
	if err != nil {
		return nil, err
	}
	k := &keeper{w: w, a: a}
	for _, t := range tongues {
		if t.Lang == w.Workshop().Language {
			k.words = t.Questionnaires
		}
	}
	at := strconv.Itoa(port)
	return room.New(room.Options{
		Keeper: k, Tongues: tongues, Trainer: a.phrases().Lang(), Wifi: o.wifi, Lan: place.lan,
		Join: place.join + ":" + at, Local: "127.0.0.1:" + at, Hosts: []string{"localhost:" + at},
		Now: a.env.Now, Random: a.env.Rand,
		Trouble: func(err error) {
			a.env.say(a.phrases().T("room.cli.trouble", phrases.V{"reason": err.Error()}))
		},
	})
}

// tongues lists the languages of a room: those that the questionnaires have,
// and those of the phrases.
func (a *app) tongues(w *store.Workshop) ([]room.Tongue, error) {
	ws := w.Workshop()
	wanted := map[string]bool{ws.Language: true}
	for _, lang := range phrases.Languages(a.phraseFiles()...) {
		wanted[lang] = true
	}
	for _, party := range ws.Parties {
		if party.File == "" {
			for _, lang := range a.library().Languages(party.Questionnaire.ID) {
				wanted[lang] = true
			}
		}
	}
	var out []room.Tongue
	for _, lang := range slices.Sorted(maps.Keys(wanted)) {
		t := room.Tongue{Lang: lang, Phrases: a.catalogue(lang), Questionnaires: map[assess.Group]*assess.Questionnaire{}, Groups: map[assess.Group]string{}}
		t.Name = a.catalogue(lang).Language(lang)
		for _, party := range ws.Parties {
			file := party.File
			if file != "" {
				file = filepath.Join(w.Dir(), filepath.FromSlash(file))
			}
			q, err := a.resolverIn("", lang)(party.Questionnaire, file)
			if err != nil {
				return nil, err
			}
			if !sameItems(q, w.Questionnaire(party.Group)) {
				q = w.Questionnaire(party.Group)
			}
			t.Questionnaires[party.Group] = q
		}
		for _, g := range a.library().Framework(lang).Groups {
			t.Groups[assess.Group(g.ID)] = g.Title
		}
		out = append(out, t)
	}
	return out, nil
}

// sameItems reports whether two questionnaires ask the same items in the same
// order, so that a number means one item in every language.
func sameItems(a, b *assess.Questionnaire) bool {
	return slices.EqualFunc(a.Items(), b.Items(), func(x, y *assess.Item) bool { return x.ID == y.ID && x.Max() == y.Max() })
}

// responsesOf counts what is kept of people: the responses that stand.
func responsesOf(people []assess.Participant) int {
	n := 0
	for i := range people {
		said := map[string]bool{}
		for _, round := range people[i].Rounds {
			for id, r := range round {
				if r.State != assess.Blank {
					said[id] = true
				}
			}
		}
		n += len(said)
	}
	return n
}

// tellRoom says where the room is and how to join.
func (a *app) tellRoom(r *room.Room, folder string, place roomPlace) error {
	p := a.phrases()
	if place.lan {
		a.env.say(p.T("cli.warning.word") + p.T("words.colon") + p.T("room.cli.warning_lan"))
	} else {
		fmt.Fprintln(a.env.Out, p.T("room.cli.here", phrases.V{"address": r.JoinAddress()}))
		a.env.hint(p, p.T("room.cli.hint_lan", phrases.V{"command": "csi workshop room " + quote(folder) + " --lan"}))
	}
	if a.env.OutTTY && !a.asLines && a.env.Getenv("CSI_PLAIN") == "" && a.env.Getenv("CSI_ASCII") == "" {
		colours := a.colours()
		qr, err := r.QR(colours != reports.NoStyle && colours != reports.BoldOnly)
		if err != nil {
			return err
		}
		fmt.Fprint(a.env.Out, "\n"+qr)
	}
	rows := [][2]string{{"join", r.JoinAddress()}, {"code", r.Code()}, {"screen", r.ScreenAddress()}, {"trainer", r.TrainerAddress()}}
	wide := 0
	for _, row := range rows {
		wide = max(wide, utf8.RuneCountInString(p.T("room.cli."+row[0])))
	}
	fmt.Fprintln(a.env.Out)
	for _, row := range rows {
		label := p.T("room.cli." + row[0])
		fmt.Fprintf(a.env.Out, "  %s%s  %s\n", label, strings.Repeat(" ", wide-utf8.RuneCountInString(label)), row[1])
	}
	fmt.Fprintln(a.env.Out)
	l := &lines{w: a.env.Out, width: min(80, a.env.Width())}
	l.say(2, p.T("room.cli.only_here"))
	l.say(2, p.T("room.cli.stop"))
	l.gap()
	return l.err
}

// How often the terminal says how far the room is: in place, or in lines.
const (
	statusInPlace = time.Second
	statusInLines = 15 * time.Second
)

// tellStatus says how far the room is until it closes: one line that is
// written over, or a new line now and then where something changed.
func (a *app) tellStatus(r *room.Room, over <-chan struct{}) {
	inPlace := a.env.ErrTTY && !a.plain()
	every := statusInLines
	if inPlace {
		every = statusInPlace
	}
	last := ""
	say := func() {
		text := a.statusLine(r.Status())
		if text == last {
			return
		}
		last = text
		if inPlace {
			if width := a.env.Width() - 3; utf8.RuneCountInString(text) > width && width > 0 {
				text = string([]rune(text)[:width-1]) + "…"
			}
			fmt.Fprint(a.env.Err, "\r\x1b[K  "+text)
			return
		}
		fmt.Fprintln(a.env.Err, text)
	}
	tick := time.NewTicker(every)
	defer tick.Stop()
	say()
	closing := r.Done()
	for {
		select {
		case <-over:
			return
		case <-closing:
			closing = nil
			if inPlace {
				fmt.Fprint(a.env.Err, "\r\x1b[K")
			}
			a.env.say(a.phrases().T("room.cli.closing"))
			last = a.statusLine(r.Status())
		case <-tick.C:
			if closing != nil {
				say()
			}
		}
	}
}

// statusLine says how far the room is.
func (a *app) statusLine(s room.Status) string {
	p := a.phrases()
	bits := []string{p.N("room.cli.status_joined", s.Joined)}
	at := phrases.V{"n": s.Item, "of": s.Items}
	switch {
	case s.Item > 0 && s.Open:
		bits = append(bits, p.T("room.cli.status_item", at))
	case s.Item > 0:
		bits = append(bits, p.T("room.cli.status_shown", at))
	case s.Opened > 0:
		bits = append(bits, p.N("room.cli.status_open", s.Opened))
	}
	if s.Count != "" {
		bits = append(bits, p.T("room.cli.status_count", phrases.V{"count": s.Count}))
	}
	return strings.Join(bits, " · ")
}
